import type { Document } from "@redocly/openapi-core";
import { isObject } from "../../lib/objects.ts";
import { SpecError, toSourceLocation } from "../spec-error.ts";

/** Rejects documents that are not OpenAPI 3.0 or 3.1: other versions give the same keywords other meanings. */
export function assertSupportedVersion({ source, parsed }: Document): void {
  const fail = (problem: string, advice: string, pointer = "#/"): never => {
    throw new SpecError(problem, { location: toSourceLocation({ source, pointer, reportOnKey: true }), advice });
  };
  if (!isObject(parsed) || Array.isArray(parsed)) {
    fail("Expected an OpenAPI document", "Its top level must be an object that begins with `openapi: 3.1.0`.");
  }
  if ("swagger" in parsed) {
    fail(
      `Swagger ${String(parsed.swagger)} is not supported`,
      "Convert it to OpenAPI 3 first, for example with `npx swagger2openapi FILE`.",
      "#/swagger",
    );
  }
  if (!("openapi" in parsed)) {
    fail("Expected an OpenAPI document: the field `openapi` is missing", "Add `openapi: 3.1.0` at the top level.");
  }
  if (!/^3\.[01](\.|$)/.test(String(parsed.openapi))) {
    fail(`OpenAPI ${String(parsed.openapi)} is not supported`, "Convert it to OpenAPI 3.0 or 3.1.", "#/openapi");
  }
}
