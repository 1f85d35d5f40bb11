import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { parseErrorBody, formatErrorMessage, getStatusCode, type ErrorBody } from "./error-body.ts";
import { findMessage, toLine } from "./find-message.ts";
import type { ConnectionError, RequestTimeoutError } from "../errors/client-error.ts";
import {
  ChatCompletionError,
  OpenRouterDefaultError,
  ResponseValidationError,
  type OpenRouterErrorInit,
} from "../errors/api-error.ts";
import { isJSONObject, isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { toNetworkError } from "./network-error.ts";
import type { Redactor } from "../request/redact.ts";
import { parseRetryAfter } from "../retry/retry-after.ts";
import { isRetryableStatus, type RetryPolicy } from "../retry/retry-policy.ts";

// In UTF-16 units. No more bytes of an error response are read.
const maxBodyLength = 64 * 1024;
const maxExcerptLength = 200;

export interface ResponseContext {
  readonly response: Response;
  readonly attempts: number;
  readonly policy: RetryPolicy;
  readonly redact: () => Redactor;
}

/** Parses one response, and creates the errors that it can fail with. */
export interface ResponseParser {
  /** Number of HTTP attempts, including this one. */
  readonly attempts: number;
  /**
   * Parses the body of a 2xx response.
   *
   * @throws {@link ChatCompletionError} when it contains an error.
   * @throws {@link ResponseValidationError} when it is not a completion.
   */
  parseCompletion(text: string): ChatCompletion;
  /**
   * Parses the data of an event.
   *
   * @param parse The JSON parser.
   * @param isFirst Whether it is the first event of the stream.
   * @throws {@link ChatCompletionError} when it contains an error.
   * @throws {@link ResponseValidationError} when it is not a JSON object.
   */
  parseChunk(data: string, parse: (text: string) => unknown, isFirst: boolean): ChatCompletionChunk;
  /** Returns the error in the JSON of a 2xx response, at its top or in a choice; `undefined` if there is none. */
  findError(text: string, isFirst: boolean): ChatCompletionError | undefined;
  /** Parses the body of a non-2xx response. */
  parseError(text: string): ChatCompletionError | OpenRouterDefaultError;
  /** Returns the error for a body that is not an event stream, although the request had `stream: true`. */
  unexpectedBody(text: string): ChatCompletionError | ResponseValidationError;
  /** Returns the error for a 2xx response, or an event, that is not valid. */
  invalid(message: string, text?: string): ResponseValidationError;
  /** Returns the error for a body that ended too early. `cause` is the error that reading it threw, if any. */
  truncated(cause?: unknown): ConnectionError | RequestTimeoutError;
}

type Choices = ChatCompletionError["partial"];

export function createResponseParser({ response, attempts, policy, redact }: ResponseContext): ResponseParser {
  const { status } = response;

  /** Prepends the status to a message, unless it begins with it, as the title of a proxy's page does. */
  function prependStatus(statusCode: number, message: string): string {
    if (message.startsWith(`${statusCode} `)) return message;
    // HTTP/2 has no status text, and an error inside a 200 is not "OK".
    const statusText = status === statusCode ? redact().text(response.statusText) : "";
    return statusText ? `${statusCode} ${statusText}: ${message}` : `${statusCode}: ${message}`;
  }

  function createInit(statusCode: number, body: string, metadata?: unknown): OpenRouterErrorInit {
    const { text } = redact();
    const headers = new Headers([...response.headers].map(([name, value]): [string, string] => [name, text(value)]));
    const retryAfterMs = parseRetryAfter(response.headers, metadata, Date.now());
    const isRetryable = isRetryableStatus(statusCode, retryAfterMs, policy);
    return {
      statusCode,
      body: body.slice(0, maxBodyLength),
      headers,
      rawResponse: response,
      attempts,
      retryAfterMs,
      isRetryable,
    };
  }

  function createAPIError(
    { error, userId }: ErrorBody,
    statusCode: number,
    body: string,
    allowRetry = true,
    partial?: Choices,
  ): ChatCompletionError {
    const shared = createInit(statusCode, body, error.metadata);
    const isRetryable = allowRetry && shared.isRetryable === true;
    const message = prependStatus(statusCode, formatErrorMessage(error));
    return new ChatCompletionError(message, { ...shared, isRetryable, error, userId, partial });
  }

  function findError(text: string, isFirst: boolean): ChatCompletionError | undefined {
    const { body, value, errorBody } = parseJSON(text);
    const choices = getChoices(value);
    const failed = choices?.find(isFailedChoice);
    const failure = errorBody ?? (failed && parseErrorBody({ error: failed.error || "The provider failed" }));
    if (!failure) return undefined;
    const hasOutput = choices?.some(hasContent) === true;
    // The API sends an empty choice with each error in a stream. It is not output.
    const partial = errorBody && !hasOutput ? undefined : choices;
    return createAPIError(failure, getStatusCode(failure.error), body, isFirst && !hasOutput, partial);
  }

  function invalid(message: string, text?: string): ResponseValidationError {
    const rawText = parseJSON(text ?? "").body;
    return new ResponseValidationError(text === undefined ? message : `${message}: ${summarize(rawText)}`, {
      ...createInit(status, rawText),
      isRetryable: false,
      rawText,
    });
  }

  /** Redacts credentials that a body echoes. Returns the text, and if it is JSON, its value and the error in it. */
  function parseJSON(text: string): { body: string; value?: unknown; errorBody?: ErrorBody | undefined } {
    const json = redact().json(text);
    return json
      ? { body: json.text, value: json.value, errorBody: parseErrorBody(json.value) }
      : { body: redact().text(text) };
  }

  return {
    attempts,
    findError,
    invalid,

    parseCompletion(text) {
      const value = safeParseJSON(text);
      const error = hasFailed(value) ? findError(text, true) : undefined;
      if (error) throw error;
      if (getChoices(value)) return value as ChatCompletion;
      throw invalid(`The response (status ${status}) is not a completion`, text);
    },

    parseChunk(data, parse, isFirst) {
      const value = safeParseJSON(data, parse);
      const error = hasError(value) ? findError(data, isFirst) : undefined;
      if (error) throw error;
      if (isJSONObject(value)) return addMissingFields(value);
      throw invalid("A stream event is not a JSON object", data);
    },

    parseError(text) {
      const { body, errorBody } = parseJSON(text);
      if (errorBody) return createAPIError(errorBody, status, body);
      const location = response.headers.get("location");
      const redirect = location ? ` to ${toLine(redact().text(location), maxExcerptLength)}` : "";
      const isRedirect = response.type === "opaqueredirect" || (status >= 300 && status < 400);
      const message = isRedirect ? `redirects are not followed${redirect}` : summarize(body);
      return new OpenRouterDefaultError(prependStatus(status, message), createInit(status, body));
    },

    unexpectedBody: (text) =>
      (hasFailed(safeParseJSON(text)) ? findError(text, true) : undefined) ?? invalid("Expected an event stream", text),

    truncated(cause) {
      const safe = cause === undefined ? undefined : redact().value(cause);
      return toNetworkError(safe, attempts, "truncated");
    },
  };
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

/** Returns an excerpt of a body for an error message: its message or its title, else its beginning. */
function summarize(body: string): string {
  return toLine(findMessage(body) ?? "empty body", maxExcerptLength);
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
