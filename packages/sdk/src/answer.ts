import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { errorBody, errorWords, statusOf, type ErrorBody } from "./error-body.ts";
import type { ConnectionError, RequestTimeoutError } from "./errors/http-client-error.ts";
import {
  ChatCompletionError,
  OpenRouterDefaultError,
  ResponseValidationError,
  type OpenRouterErrorInit,
} from "./errors/openrouter-error.ts";
import { parsed } from "./json.ts";
import { networkError } from "./network-error.ts";
import type { Redactor } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";
import { isRetryableStatus, type RetryPolicy } from "./retry-policy.ts";

// As much as is read of an error answer: an error that holds ten megabytes of a page helps nobody.
const longestBody = 64 * 1024;

export interface AnswerContext {
  readonly response: Response;
  readonly attempts: number;
  readonly policy: RetryPolicy;
  readonly redact: () => Redactor;
}

/** What one answer means. Everything that comes back from the API is interpreted here, and nowhere else. */
export interface Answer {
  /** The completion in a 2XX. @throws ChatCompletionError, ResponseValidationError */
  completion(text: string): ChatCompletion;
  /** The chunk in an event's data, by this parser of JSON. @throws ChatCompletionError, ResponseValidationError */
  chunk(data: string, parse: (text: string) => unknown): ChatCompletionChunk;
  /** The error in any other answer. */
  refusal(text: string): ChatCompletionError | OpenRouterDefaultError;
  /** The error for a whole body where a stream was asked for. */
  notAStream(text: string): ChatCompletionError | ResponseValidationError;
  /** The error for an event that is larger than allowed. */
  tooLarge(): ResponseValidationError;
  /** The error for a body that ended too early: with what was thrown, if anything was. */
  cut(cause?: unknown): ConnectionError | RequestTimeoutError;
}

export function answerOf({ response, attempts, policy, redact }: AnswerContext): Answer {
  const { status } = response;

  function title(statusCode: number): string {
    // HTTP/2 has no words for a status, and an error inside a 200 is not "OK".
    const words = status === statusCode ? redact().text(response.statusText) : "";
    return words ? `${statusCode} ${words}` : `${statusCode}`;
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

  function apiError(found: ErrorBody, statusCode: number, body: string, choices?: unknown): ChatCompletionError {
    const { error, userId } = found;
    const partial = partialOf(choices);
    const shared = init(statusCode, body, error.metadata);
    const message = `${title(statusCode)}: ${errorWords(error)}`;
    return new ChatCompletionError(message, {
      ...shared,
      isRetryable: shared.isRetryable === true && !partial,
      error,
      userId,
      partial,
    });
  }

  function invalid(message: string, text: string): ResponseValidationError {
    const rawText = read(text).body;
    return new ResponseValidationError(`${message}: ${excerpt(rawText)}`, {
      ...init(status, rawText),
      isRetryable: false,
      rawText,
    });
  }

  /** A text that may echo a credential: without it, what it says if it is JSON, and the error that it names. */
  function read(text: string): { body: string; value?: unknown; found?: ErrorBody | undefined } {
    const json = redact().json(text);
    return json ? { body: json.text, value: json.value, found: errorBody(json.value) } : { body: redact().text(text) };
  }

  return {
    completion(text) {
      const value = parsed(text);
      if (hasError(value)) {
        const { body, found, value: safe } = read(text);
        if (found) throw apiError(found, statusOf(found.error), body, choicesOf(safe));
      }
      if (Array.isArray(choicesOf(value))) return value as ChatCompletion;
      throw invalid(`The answer (status ${status}) is no completion`, text);
    },

    chunk(data, parse) {
      const value = parsed(data, parse);
      if (hasError(value)) {
        const { body, found, value: safe } = read(data);
        if (found) throw apiError(found, statusOf(found.error), body, choicesOf(safe));
      }
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as ChatCompletionChunk;
      throw invalid("An event of the stream is no JSON object", data);
    },

    refusal(text) {
      const { body, found } = read(text);
      if (found) return apiError(found, status, body);
      const location = response.headers.get("location");
      const redirect = location ? ` to ${excerpt(redact().text(location))}` : "";
      const isRedirect = response.type === "opaqueredirect" || (status >= 300 && status < 400);
      const words = isRedirect ? `redirects are not followed${redirect}` : excerpt(body);
      return new OpenRouterDefaultError(`${title(status)}: ${words}`, init(status, body));
    },

    notAStream(text) {
      const { body, found, value } = read(text);
      if (found) return apiError(found, statusOf(found.error), body, choicesOf(value));
      return invalid("A stream was asked for, and the answer is none", text);
    },

    tooLarge: () => invalid("An event of the stream is larger than maxEventBytes", ""),

    cut(cause) {
      const safe = cause === undefined ? undefined : redact().value(cause);
      return networkError(safe, attempts, "truncated");
    },
  };
}

/**
 * The choices that hold something. The API puts an empty one beside each error in a stream; if that were a part of an
 * answer, no error that comes first would be retried.
 */
function partialOf(choices: unknown): ChatCompletionError["partial"] {
  const partial = Array.isArray(choices) ? (choices as NonNullable<ChatCompletionError["partial"]>) : [];
  return partial.some((choice) => !isEmptyDelta(choice)) ? partial : undefined;
}

function isEmptyDelta(choice: unknown): boolean {
  const { delta } = (choice ?? {}) as { delta?: unknown };
  if (typeof delta !== "object" || delta === null) return false;
  return Object.entries(delta).every(
    ([key, part]) => key === "role" || !part || (Array.isArray(part) && part.length === 0),
  );
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (!line) return "the body is empty";
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function hasError(value: unknown): boolean {
  return Array.isArray(value) || Boolean((value as { error?: unknown } | null | undefined)?.error);
}

function choicesOf(value: unknown): unknown {
  return (value as { choices?: unknown } | null | undefined)?.choices;
}
