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
import { isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { toNetworkError } from "./network-error.ts";
import type { Redactor } from "../request/redact.ts";
import { retryAfterMs } from "../retry/retry-after.ts";
import { isRetryableStatus, type RetryPolicy } from "../retry/retry-policy.ts";

// As much as is read of an error answer: an error that holds ten megabytes of a page helps nobody.
const longestBody = 64 * 1024;
const longestExcerpt = 200;

export interface ResponseContext {
  readonly response: Response;
  readonly attempts: number;
  readonly policy: RetryPolicy;
  readonly redact: () => Redactor;
}

/** What one answer means. Everything that comes back from the API is interpreted here, and nowhere else. */
export interface ResponseParser {
  readonly attempts: number;
  /** The completion in a 2XX. @throws ChatCompletionError, ResponseValidationError */
  completion(text: string): ChatCompletion;
  /**
   * The chunk in an event's data, by this parser of JSON. @throws ChatCompletionError, ResponseValidationError
   * @param isFirst whether nothing was delivered before it
   */
  chunk(data: string, parse: (text: string) => unknown, isFirst: boolean): ChatCompletionChunk;
  /** The error in the JSON of a 2XX, at its top or in one of its choices; `undefined` if there is none. */
  findError(text: string, isFirst: boolean): ChatCompletionError | undefined;
  /** The error in any other answer. */
  refusal(text: string): ChatCompletionError | OpenRouterDefaultError;
  /** The error for a whole body where a stream was asked for. */
  unexpectedBody(text: string): ChatCompletionError | ResponseValidationError;
  /** The error for a 2XX that can't be understood. */
  invalid(message: string, text?: string): ResponseValidationError;
  /** The error for a body that ended too early: with what was thrown, if anything was. */
  cut(cause?: unknown): ConnectionError | RequestTimeoutError;
}

type Choices = ChatCompletionError["partial"];

export function createResponseParser({ response, attempts, policy, redact }: ResponseContext): ResponseParser {
  const { status } = response;

  /** A message with the status before it, unless it begins with that, as the title of a proxy's page does. */
  function titled(statusCode: number, message: string): string {
    if (message.startsWith(`${statusCode} `)) return message;
    // HTTP/2 has no words for a status, and an error inside a 200 is not "OK".
    const words = status === statusCode ? redact().text(response.statusText) : "";
    return words ? `${statusCode} ${words}: ${message}` : `${statusCode}: ${message}`;
  }

  function init(statusCode: number, body: string, metadata?: unknown): OpenRouterErrorInit {
    const { text } = redact();
    const headers = new Headers([...response.headers].map(([name, value]): [string, string] => [name, text(value)]));
    const wait = retryAfterMs(response.headers, metadata, Date.now());
    const isRetryable = isRetryableStatus(statusCode, wait, policy);
    return {
      statusCode,
      body: body.slice(0, longestBody),
      headers,
      rawResponse: response,
      attempts,
      retryAfterMs: wait,
      isRetryable,
    };
  }

  function apiError(
    { error, userId }: ErrorBody,
    statusCode: number,
    body: string,
    canBeRetried = true,
    partial?: Choices,
  ): ChatCompletionError {
    const shared = init(statusCode, body, error.metadata);
    const isRetryable = canBeRetried && shared.isRetryable === true;
    const message = titled(statusCode, formatErrorMessage(error));
    return new ChatCompletionError(message, { ...shared, isRetryable, error, userId, partial });
  }

  function findError(text: string, isFirst: boolean): ChatCompletionError | undefined {
    const { body, found, value } = read(text);
    const choices = choicesOf(value);
    const failed = choices?.find(isFailedChoice);
    const failure = found ?? (failed && parseErrorBody({ error: failed.error || "The provider failed" }));
    if (!failure) return undefined;
    const hasBegun = choices?.some(hasContent) === true;
    // The API puts an empty choice beside each error in a stream: it is no part of a response.
    const partial = found && !hasBegun ? undefined : choices;
    return apiError(failure, getStatusCode(failure.error), body, isFirst && !hasBegun, partial);
  }

  function invalid(message: string, text?: string): ResponseValidationError {
    const rawText = read(text ?? "").body;
    return new ResponseValidationError(text === undefined ? message : `${message}: ${summarize(rawText)}`, {
      ...init(status, rawText),
      isRetryable: false,
      rawText,
    });
  }

  /** A text that may echo a credential: without it, what it says if it is JSON, and the error that it names. */
  function read(text: string): { body: string; value?: unknown; found?: ErrorBody | undefined } {
    const json = redact().json(text);
    return json
      ? { body: json.text, value: json.value, found: parseErrorBody(json.value) }
      : { body: redact().text(text) };
  }

  return {
    attempts,
    findError,
    invalid,

    completion(text) {
      const value = safeParseJSON(text);
      const error = hasFailed(value) ? findError(text, true) : undefined;
      if (error) throw error;
      if (choicesOf(value)) return value as ChatCompletion;
      throw invalid(`The response (status ${status}) is not a completion`, text);
    },

    chunk(data, parse, isFirst) {
      const value = safeParseJSON(data, parse);
      const error = hasError(value) ? findError(data, isFirst) : undefined;
      if (error) throw error;
      if (isRecord(value) && !Array.isArray(value)) return withChoices(value);
      throw invalid("A stream event is not a JSON object", data);
    },

    refusal(text) {
      const { body, found } = read(text);
      if (found) return apiError(found, status, body);
      const location = response.headers.get("location");
      const redirect = location ? ` to ${toLine(redact().text(location), longestExcerpt)}` : "";
      const isRedirect = response.type === "opaqueredirect" || (status >= 300 && status < 400);
      const message = isRedirect ? `redirects are not followed${redirect}` : summarize(body);
      return new OpenRouterDefaultError(titled(status, message), init(status, body));
    },

    unexpectedBody: (text) =>
      (hasFailed(safeParseJSON(text)) ? findError(text, true) : undefined) ?? invalid("Expected an event stream", text),

    cut(cause) {
      const safe = cause === undefined ? undefined : redact().value(cause);
      return toNetworkError(safe, attempts, "truncated");
    },
  };
}

/** Whether a choice ended with a failure of the provider. */
export function isFailedChoice(choice: unknown): choice is { readonly error?: unknown } {
  return isRecord(choice) && Boolean(choice["error"] || choice["finish_reason"] === "error");
}

/** The chunk, so that a loop over its choices and their deltas needs no check: gateways send events without them. */
function withChoices(chunk: Record<string, unknown>): ChatCompletionChunk {
  const { choices } = chunk;
  if (!Array.isArray(choices)) chunk["choices"] = [];
  else if (!choices.every(hasDelta)) chunk["choices"] = choices.map(withDelta);
  return chunk as unknown as ChatCompletionChunk;
}

function withDelta(choice: unknown): unknown {
  return choice === null || hasDelta(choice) ? choice : { ...(choice as object), delta: {} };
}

function hasDelta(choice: unknown): boolean {
  return isRecord(choice) && isRecord(choice["delta"]);
}

/** Whether the model generated anything of this choice. */
export function hasContent(choice: unknown): boolean {
  const { delta, message = delta, text } = (choice ?? {}) as Record<string, unknown>;
  const parts: [string, unknown][] = Object.entries(message ?? {});
  return Boolean(text) || parts.some(([key, part]) => key !== "role" && part && (part as unknown[]).length !== 0);
}

/** What a person can read of a body: its message or its title, else a piece of it. */
function summarize(body: string): string {
  return toLine(findMessage(body) ?? "the body is empty", longestExcerpt);
}

/** Whether a completion is an error: at its top, or in each of its choices. */
function hasFailed(value: unknown): boolean {
  const choices = choicesOf(value);
  return hasError(value) || (choices?.[0] !== undefined && choices.every(isFailedChoice));
}

function hasError(value: unknown): boolean {
  return Array.isArray(value) || (isRecord(value) && Boolean(value["error"]));
}

function choicesOf(value: unknown): Choices {
  return isRecord(value) && Array.isArray(value["choices"]) ? (value["choices"] as Choices) : undefined;
}
