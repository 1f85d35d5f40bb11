import type { Document } from "@redocly/openapi-core";
import { isObject } from "../../lib/objects.ts";
import { SpecError, placeOf } from "../spec-error.ts";

/** Refuses what is no OpenAPI document, and the versions that mean other things by the same words. */
export function checkVersion({ source, parsed }: Document): void {
  const fail = (problem: string, advice: string, pointer = "#/"): never => {
    throw new SpecError(problem, { place: placeOf({ source, pointer, reportOnKey: true }), advice });
  };
  if (!isObject(parsed) || Array.isArray(parsed)) {
    fail("This is no OpenAPI document", "Its top level must be an object that begins with `openapi: 3.1.0`.");
  }
  if ("swagger" in parsed) {
    fail(
      `Swagger ${String(parsed.swagger)} is not supported`,
      "Convert it to OpenAPI 3 first: `npx swagger2openapi FILE` does it.",
      "#/swagger",
    );
  }
  if (!("openapi" in parsed)) {
    fail("This is no OpenAPI document: the field `openapi` is missing", "Add `openapi: 3.1.0` at the top level.");
  }
  if (!/^3\.[01](\.|$)/.test(String(parsed.openapi))) {
    fail(
      `OpenAPI ${String(parsed.openapi)} is not supported`,
      "Supported are 3.0 and 3.1: write it in one of them.",
      "#/openapi",
    );
  }
}
