import type { ChatCompletionChunk } from "@org/types/schemas";
import { isJSONObject, isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { findError, hasError, type ChatResponseErrors } from "./error-in-200.ts";

/**
 * Parses the data of an event into a chunk.
 *
 * @param parseJSON The stream's parser of JSON.
 * @param isFirst Whether it is the first event of the stream.
 * @throws {@link ChatCompletionError} when it contains an error.
 * @throws {@link ResponseValidationError} when it is not a JSON object.
 */
export function parseChunk(
  getErrors: () => ChatResponseErrors,
  data: string,
  parseJSON: (text: string) => unknown,
  isFirst: boolean,
): ChatCompletionChunk {
  const value = safeParseJSON(data, parseJSON);
  const error = hasError(value) ? findError(getErrors(), data, isFirst) : undefined;
  if (error) throw error;
  if (isJSONObject(value)) return addMissingFields(value);
  throw getErrors().createInvalid("A stream event is not a JSON object", data);
}

/** Adds `choices` and `delta` where gateways omit them, so that a loop over a chunk needs no check. */
function addMissingFields(chunk: Record<string, unknown>): ChatCompletionChunk {
  const { choices } = chunk;
  if (!Array.isArray(choices)) chunk["choices"] = [];
  else if (!choices.every(hasDelta)) chunk["choices"] = choices.map(addDelta);
  return chunk as unknown as ChatCompletionChunk;
}

function addDelta(choice: unknown): unknown {
  return choice === null || hasDelta(choice) ? choice : { ...(choice as object), delta: {} };
}

function hasDelta(choice: unknown): boolean {
  return isRecord(choice) && isRecord(choice["delta"]);
}
