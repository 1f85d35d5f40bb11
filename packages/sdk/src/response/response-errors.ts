import { parseErrorBody, formatErrorMessage, type ErrorBody } from "./error-body.ts";
import { findMessage, toLine } from "./find-message.ts";
import type { ConnectionError, RequestTimeoutError } from "../errors/client-error.ts";
import {
  OpenRouterDefaultError,
  ResponseValidationError,
  type APIError,
  type APIErrorInit,
  type OpenRouterErrorInit,
} from "../errors/api-error.ts";
import { toNetworkError } from "./network-error.ts";
import type { Redactor } from "../request/redact.ts";
import type { CallProgress } from "../request/call-progress.ts";
import { parseRetryAfter } from "../retry/retry-after.ts";
import { isRetryableStatus, type RetryPolicy } from "../retry/retry-policy.ts";

// In UTF-16 units. No more bytes of an error response are read.
const maxBodyLength = 64 * 1024;
const maxExcerptLength = 200;

/** The class of the errors that an operation responds with. */
export type APIErrorClass<E extends APIError> = new (message: string, init: APIErrorInit) => E;

export interface ResponseContext<E extends APIError> {
  readonly response: Response;
  readonly progress: CallProgress;
  readonly policy: RetryPolicy;
  readonly redact: () => Redactor;
  readonly ErrorClass: APIErrorClass<E>;
}

/** JSON in a response, with the credentials redacted that a body may echo. */
export interface RedactedJSON {
  readonly text: string;
  /** `undefined` if the text is not JSON. */
  readonly value?: unknown;
  /** The error in the JSON, if there is one. */
  readonly errorBody?: ErrorBody | undefined;
}

/** Creates the errors that one response can fail with. */
export interface ResponseErrors<E extends APIError> {
  readonly progress: CallProgress;
  /** Parses and redacts a text, and finds the error in it. */
  parseJSON(text: string): RedactedJSON;
  /**
   * Creates the error for a body that contains one.
   *
   * @param allowRetry Whether the retry policy decides; otherwise it is not retried.
   * @param partial The choices in the same response.
   */
  createAPIError(
    body: ErrorBody,
    text: string,
    statusCode: number,
    allowRetry?: boolean,
    partial?: APIError["partial"],
  ): E;
  /** Returns the error for a non-2xx response with this body. */
  createFromBody(text: string): E | OpenRouterDefaultError;
  /** Returns the error for a 2xx response, or an event, that is not valid. */
  createInvalid(message: string, text?: string): ResponseValidationError;
  /** Returns the error for a body that ended too early. `cause` is the error that reading it threw, if any. */
  createTruncated(cause?: unknown): ConnectionError | RequestTimeoutError;
}

export function createResponseErrors<E extends APIError>({
  response,
  progress,
  policy,
  redact,
  ErrorClass,
}: ResponseContext<E>): ResponseErrors<E> {
  const { status } = response;

  /** Prepends the status to a message, unless it begins with it, as the title of a proxy's page does. */
  function prependStatus(statusCode: number, message: string): string {
    if (message.startsWith(`${statusCode} `)) return message;
    // HTTP/2 has no status text, and an error inside a 200 is not "OK".
    const statusText = status === statusCode ? redact().text(response.statusText) : "";
    return statusText ? `${statusCode} ${statusText}: ${message}` : `${statusCode}: ${message}`;
  }

  function createInit(statusCode: number, body: string, allowRetry: boolean, metadata?: unknown): OpenRouterErrorInit {
    const { text } = redact();
    const headers = new Headers([...response.headers].map(([name, value]): [string, string] => [name, text(value)]));
    const retryAfterMs = parseRetryAfter(response.headers, metadata, Date.now());
    return {
      statusCode,
      body: body.slice(0, maxBodyLength),
      headers,
      rawResponse: response,
      attempts: progress.attempts,
      retryAfterMs,
      isRetryable: allowRetry && isRetryableStatus(statusCode, retryAfterMs, policy),
    };
  }

  function createAPIError(
    { error, userId }: ErrorBody,
    text: string,
    statusCode: number,
    allowRetry = true,
    partial?: APIError["partial"],
  ): E {
    const init = createInit(statusCode, text, allowRetry, error.metadata);
    return new ErrorClass(prependStatus(statusCode, formatErrorMessage(error)), { ...init, error, userId, partial });
  }

  function parseJSON(text: string): RedactedJSON {
    const json = redact().json(text);
    return json ? { ...json, errorBody: parseErrorBody(json.value) } : { text: redact().text(text) };
  }

  return {
    progress,
    parseJSON,
    createAPIError,

    createFromBody(text) {
      const { text: body, errorBody } = parseJSON(text);
      if (errorBody) return createAPIError(errorBody, body, status);
      const location = response.headers.get("location");
      const redirect = location ? ` to ${toLine(redact().text(location), maxExcerptLength)}` : "";
      const isRedirect = response.type === "opaqueredirect" || (status >= 300 && status < 400);
      const message = isRedirect ? `redirects are not followed${redirect}` : summarize(body);
      return new OpenRouterDefaultError(prependStatus(status, message), createInit(status, body, true));
    },

    createInvalid(message, text) {
      const rawText = parseJSON(text ?? "").text;
      return new ResponseValidationError(text === undefined ? message : `${message}: ${summarize(rawText)}`, {
        ...createInit(status, rawText, false),
        rawText,
      });
    },

    createTruncated(cause) {
      return toNetworkError(redact().value(cause), progress, "truncated");
    },
  };
}

/** Returns an excerpt of a body for an error message: its message or its title, else its beginning. */
function summarize(body: string): string {
  return toLine(findMessage(body) ?? "empty body", maxExcerptLength);
}
