import type { ChatCompletion } from "@org/types/schemas";
import { refuseUnknown } from "../../config/unknown-options.ts";
import { completion, type CompletionFields } from "./completion.ts";

/**
 * The API's answer to a call without `stream`.
 *
 * @param answer the fields of a completion, its text alone, or a whole one
 * @param init other headers, or another status
 *
 * @example
 * ```ts
 * import { jsonResponse } from "@org/sdk/testing.js";
 *
 * const response = jsonResponse("It is raining.", { headers: { "x-generation-id": "gen-7" } });
 * ```
 */
export function jsonResponse(answer: string | CompletionFields | ChatCompletion, init: ResponseInit = {}): Response {
  const { status = 200, statusText = "", headers = {}, ...unknown } = init;
  refuseUnknown(unknown);
  return Response.json(completion(answer), { status, statusText, headers });
}
