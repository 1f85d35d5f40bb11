import type { Document } from "@redocly/openapi-core";
import { isObject } from "../../lib/objects.ts";
import { SpecError, toSourceLocation } from "../spec-error.ts";
import type { Version } from "./keys.ts";
import { createProblem, type Problem } from "./problems.ts";

/**
 * Rejects documents that are not OpenAPI 3.0, 3.1 or 3.2: other versions give the same keywords other meanings. Writes
 * the version of a 3.2 document as 3.1, which it is without the keys that `structure.ts` rejects.
 *
 * @returns the version, and a warning if it is a number
 */
export function checkVersion({ source, parsed }: Document): { version: Version; problems: Problem[] } {
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
  // YAML reads `openapi: 3.0` as the number 3.
  const text = parsed.openapi === 3 ? "3.0" : String(parsed.openapi);
  const [version] = /^3\.[012](?=\.|$)/.exec(text) ?? [
    fail(`OpenAPI ${text} is not supported`, "Convert it to OpenAPI 3.0, 3.1 or 3.2.", "#/openapi"),
  ];
  const isNumber = typeof parsed.openapi === "number";
  parsed.openapi = version === "3.2" ? "3.1.1" : text;
  const message = `\`openapi\` must be text, got a number; read as "${text}"`;
  const place = { source, pointer: "#/openapi", reportOnKey: false };
  return { version: version as Version, problems: isNumber ? [createProblem("text", message, place)] : [] };
}
