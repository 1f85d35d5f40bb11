import type { ChatCompletionChoice, ChatCompletionChunkChoice } from "@org/types/schemas";
import { brand, toLogFields } from "./brand.ts";

/** Options of {@link OpenRouterError} and its subclasses. */
export interface OpenRouterErrorInit {
  /** HTTP status, or the status in the error's `code`. */
  statusCode: number;
  /** The body of the response as text. */
  body: string;
  /** The response. */
  rawResponse: Response;
  /**
   * The headers of the response, with credentials redacted.
   *
   * @default Those of `rawResponse`.
   */
  headers?: Headers;
  /**
   * Number of HTTP attempts, including the failed one.
   *
   * @default 1
   */
  attempts?: number;
  /** The delay that the server asked for, in milliseconds. */
  retryAfterMs?: number | undefined;
  /**
   * Whether the retry options of the call allow a retry.
   *
   * @default false
   */
  isRetryable?: boolean;
}

/**
 * An error response. API keys in it are redacted.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { OpenRouterError } from "@org/sdk/models/errors";
 *
 * const openRouter = new OpenRouter();
 * try {
 *   await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * } catch (error) {
 *   if (!OpenRouterError.isInstance(error)) throw error;
 *   console.error(error.message, error.requestId, error.isRetryable);
 * }
 * ```
 */
export class OpenRouterError<Init extends OpenRouterErrorInit = OpenRouterErrorInit> extends Error {
  /** Like `instanceof`, but works across copies of this package and realms. */
  declare static readonly isInstance: (value: unknown) => value is OpenRouterError;
  /** A stable code: `http_` and the `statusCode`, as in `http_429`, or `invalid_response` for an invalid 2xx. */
  declare readonly code: string;
  /** HTTP status. For an error inside a 200 or a stream, its `code` if that is a 4xx or 5xx, else 500. */
  declare readonly statusCode: number;
  /** The headers of the response. */
  declare readonly headers: Headers;
  /** The `content-type` of the response, or `""`. */
  declare readonly contentType: string;
  /** The body of the response as text, at most 64 KiB. */
  declare readonly body: string;
  /** The response. Its body has been read. */
  declare readonly rawResponse: Response;
  /** The ID to give to support: the header `x-generation-id`, else `cf-ray`, `x-request-id` or `x-litellm-call-id`. */
  declare readonly requestId: string | undefined;
  /** Number of HTTP attempts, including the failed one. */
  declare readonly attempts: number;
  /**
   * The delay that the server asked for, in milliseconds; `undefined` if it asked for none. One of more than 60 000 ms
   * is not waited for: the call fails immediately.
   */
  declare readonly retryAfterMs: number | undefined;
  /**
   * Whether the same call may be repeated automatically: the retry options allow it, and no output has been
   * received. Always `false` after the first chunk of a stream. To repeat a job from its beginning anyway, decide by
   * the `code`.
   */
  declare readonly isRetryable: boolean;
  /** The choices in the same response, or those that `chatStream` had received before its stream failed. */
  declare readonly partial?: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  constructor(message: string, init: Init) {
    super(message);
    const { rawResponse, headers = rawResponse.headers, ...fields } = init;
    const contentType = headers.get("content-type") ?? "";
    const requestId = getRequestId(headers);
    const code = `http_${init.statusCode}`;
    const defaults = { attempts: 1, retryAfterMs: undefined, isRetryable: false };
    Object.assign(this, { code, headers, contentType, requestId, ...defaults, ...fields });
    // Not enumerable, so that printing the error does not print the response.
    Object.defineProperty(this, "rawResponse", { value: rawResponse });
  }

  /** Returns the fields for a structured log. */
  toJSON(): Record<string, unknown> {
    return toLogFields(this);
  }

  static {
    brand(this, "OpenRouterError");
  }
}

/** The headers of the service first, then those of gateways in front of it. */
const requestIdHeaders = ["x-generation-id", "cf-ray", "x-request-id", "x-litellm-call-id"];

/** @internal Returns the ID to give to support; `undefined` if there is none. */
export function getRequestId(headers: Headers): string | undefined {
  for (const name of requestIdHeaders) {
    const id = headers.get(name);
    if (id) return id;
  }
  return undefined;
}

/**
 * The `error` object of a response.
 *
 * @example
 * ```ts
 * import type { ChatCompletionErrorDetail } from "@org/sdk/models/errors";
 *
 * const detail: ChatCompletionErrorDetail = { code: 429, message: "Too many requests", metadata: { provider_name: "Acme" } };
 * ```
 */
export interface ChatCompletionErrorDetail {
  /** Nearly always an HTTP status. Some servers send a string, null or nothing. */
  code: number | string | null | undefined;
  /** The message of the API. If it is "Provider returned error", the provider's message is in `metadata`. */
  message: string;
  /** The provider's name and raw response, moderation reasons, rate limits …, as the API sent them. */
  metadata?: unknown;
}

/** Options of {@link APIError} and {@link ChatCompletionError}. */
export interface APIErrorInit extends OpenRouterErrorInit {
  /** The `error` object of the response. */
  error: ChatCompletionErrorDetail;
  /** The `user_id` of the response. */
  userId?: string | undefined;
  /** The choices in the same response, for a chat call. */
  partial?: OpenRouterError["partial"];
}

/** The API responded with an `error`: as a status, or inside a 200. */
export class APIError extends OpenRouterError<APIErrorInit> {
  declare static readonly isInstance: (value: unknown) => value is APIError;
  declare readonly name: "APIError" | "ChatCompletionError";
  /** A stable code: `http_` and the `statusCode`, as in `http_429`. That of the API is in `error.code`. */
  declare readonly code: `http_${number}`;
  /** The `error` object of the response. */
  declare readonly error: ChatCompletionErrorDetail;
  /** The `user_id` of the response. */
  declare readonly userId: string | undefined;
  declare readonly partial: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  static {
    brand(this, "APIError");
  }
}

/** The API responded to a chat call with an `error`: as a status, inside a 200, or in the middle of a stream. */
export class ChatCompletionError extends APIError {
  declare static readonly isInstance: (value: unknown) => value is ChatCompletionError;
  declare readonly name: "ChatCompletionError";

  static {
    brand(this, "ChatCompletionError");
  }
}

/** Any other non-2xx response: a proxy's page, an empty body, a redirect. */
export class OpenRouterDefaultError extends OpenRouterError {
  declare static readonly isInstance: (value: unknown) => value is OpenRouterDefaultError;
  declare readonly name: "OpenRouterDefaultError";
  /** A stable code: `http_` and the `statusCode`, as in `http_502`. */
  declare readonly code: `http_${number}`;

  static {
    brand(this, "OpenRouterDefaultError");
  }
}

/** Options of {@link ResponseValidationError}. */
export interface ResponseValidationErrorInit extends OpenRouterErrorInit {
  /** The text that is not valid. */
  rawText: string;
}

/** A 2xx response that is neither what the operation returns nor an error. It is never retried: it may have been billed. */
export class ResponseValidationError extends OpenRouterError<ResponseValidationErrorInit> {
  declare static readonly isInstance: (value: unknown) => value is ResponseValidationError;
  declare readonly name: "ResponseValidationError";
  /** A stable code. */
  override readonly code = "invalid_response" as const;
  /** The text that is not valid. */
  declare readonly rawText: string;

  static {
    brand(this, "ResponseValidationError");
  }
}
