import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import type { ChatCompletionError, ResponseValidationError } from "../errors/api-error.ts";
import { isJSONObject, isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { findError, getChoices, hasError, hasFailed, type ChatResponseErrors } from "./error-in-200.ts";

/**
 * Parses the body of a 2xx response.
 *
 * @throws {@link ChatCompletionError} when it contains an error.
 * @throws {@link ResponseValidationError} when it is not a completion.
 */
export function parseCompletion(getErrors: () => ChatResponseErrors, text: string): ChatCompletion {
  const value = safeParseJSON(text);
  const error = hasFailed(value) ? findError(getErrors(), text, true) : undefined;
  if (error) throw error;
  if (getChoices(value)) return value as ChatCompletion;
  throw getErrors().createInvalid("The response is not a completion", text);
}

/**
 * Parses the data of an event.
 *
 * @param parse The JSON parser.
 * @param isFirst Whether it is the first event of the stream.
 * @throws {@link ChatCompletionError} when it contains an error.
 * @throws {@link ResponseValidationError} when it is not a JSON object.
 */
export function parseChunk(
  getErrors: () => ChatResponseErrors,
  data: string,
  parse: (text: string) => unknown,
  isFirst: boolean,
): ChatCompletionChunk {
  const value = safeParseJSON(data, parse);
  const error = hasError(value) ? findError(getErrors(), data, isFirst) : undefined;
  if (error) throw error;
  if (isJSONObject(value)) return addMissingFields(value);
  throw getErrors().createInvalid("A stream event is not a JSON object", data);
}

/** Returns the error for a body that is not an event stream, although the request had `stream: true`. */
export function createUnexpectedBodyError(
  errors: ChatResponseErrors,
  text: string,
): ChatCompletionError | ResponseValidationError {
  const error = hasFailed(safeParseJSON(text)) ? findError(errors, text, true) : undefined;
  return error ?? errors.createInvalid("Expected an event stream", text);
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
