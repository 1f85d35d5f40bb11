import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import type { ChatCompletionError, ResponseValidationError } from "../errors/api-error.ts";
import { getStatusCode, parseErrorBody } from "../response/error-body.ts";
import type { ResponseParser } from "../response/parse-response.ts";
import { isJSONObject, isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";

export type ChatResponseParser = ResponseParser<ChatCompletionError>;

type Choices = ChatCompletionError["partial"];

/**
 * Parses the body of a 2xx response.
 *
 * @throws {@link ChatCompletionError} when it contains an error.
 * @throws {@link ResponseValidationError} when it is not a completion.
 */
export function parseCompletion(parser: ChatResponseParser, text: string): ChatCompletion {
  const value = safeParseJSON(text);
  const error = hasFailed(value) ? findError(parser, text, true) : undefined;
  if (error) throw error;
  if (getChoices(value)) return value as ChatCompletion;
  throw parser.invalid("The response is not a completion", text);
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
  parser: ChatResponseParser,
  data: string,
  parse: (text: string) => unknown,
  isFirst: boolean,
): ChatCompletionChunk {
  const value = safeParseJSON(data, parse);
  const error = hasError(value) ? findError(parser, data, isFirst) : undefined;
  if (error) throw error;
  if (isJSONObject(value)) return addMissingFields(value);
  throw parser.invalid("A stream event is not a JSON object", data);
}

/** Returns the error for a body that is not an event stream, although the request had `stream: true`. */
export function createUnexpectedBodyError(
  parser: ChatResponseParser,
  text: string,
): ChatCompletionError | ResponseValidationError {
  const error = hasFailed(safeParseJSON(text)) ? findError(parser, text, true) : undefined;
  return error ?? parser.invalid("Expected an event stream", text);
}

/** Returns the error in the JSON of a 2xx response, at its top or in a choice; `undefined` if there is none. */
export function findError(parser: ChatResponseParser, text: string, isFirst: boolean): ChatCompletionError | undefined {
  const { text: body, value, errorBody } = parser.parseJSON(text);
  const choices = getChoices(value);
  const failed = choices?.find(isFailedChoice);
  const failure = errorBody ?? (failed && parseErrorBody({ error: failed.error || "The provider failed" }));
  if (!failure) return undefined;
  const hasOutput = choices?.some(hasContent) === true;
  // The API sends an empty choice with each error in a stream. It is not output.
  const partial = errorBody && !hasOutput ? undefined : choices;
  return parser.createAPIError(failure, body, getStatusCode(failure.error), isFirst && !hasOutput, partial);
}

/** Returns whether the provider failed while it generated a choice. */
export function isFailedChoice(choice: unknown): choice is { readonly error?: unknown } {
  return isRecord(choice) && Boolean(choice["error"] || choice["finish_reason"] === "error");
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

/** Returns whether a choice contains output of the model. */
export function hasContent(choice: unknown): boolean {
  const { delta, message = delta, text } = (choice ?? {}) as Record<string, unknown>;
  const parts: [string, unknown][] = Object.entries(message ?? {});
  return Boolean(text) || parts.some(([key, part]) => key !== "role" && part && (part as unknown[]).length !== 0);
}

/** Returns whether a completion is an error: at its top, or in each of its choices. */
function hasFailed(value: unknown): boolean {
  const choices = getChoices(value);
  return hasError(value) || (choices?.[0] !== undefined && choices.every(isFailedChoice));
}

function hasError(value: unknown): boolean {
  return Array.isArray(value) || (isRecord(value) && Boolean(value["error"]));
}

function getChoices(value: unknown): Choices {
  return isRecord(value) && Array.isArray(value["choices"]) ? (value["choices"] as Choices) : undefined;
}
