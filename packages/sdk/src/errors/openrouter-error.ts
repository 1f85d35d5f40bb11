import type { ChatCompletionChoice, ChatCompletionChunkChoice } from "@org/types/schemas";
import { brand } from "./brand.ts";

/** What every answer that is an error has in common. */
export interface OpenRouterErrorInit {
  statusCode: number;
  /** The answer's body as text, at most 64 KiB of it. */
  body: string;
  rawResponse: Response;
  /** The headers as they may be shown; default: those of `rawResponse`. */
  headers?: Headers;
  attempts?: number;
  retryAfterMs?: number | undefined;
  isRetryable?: boolean;
}

/**
 * An answer that is an error. What can be told of it is on it; the API key is not.
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
 *   console.error(error.statusCode, error.message, error.requestId, error.isRetryable);
 * }
 * ```
 */
export class OpenRouterError extends Error {
  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  declare static readonly isInstance: (value: unknown) => value is OpenRouterError;
  /** HTTP status; for an error inside a 200 or a stream the one that its `code` names, else 500. */
  declare readonly statusCode: number;
  /** The answer's headers. */
  declare readonly headers: Headers;
  /** The answer's `content-type`, `""` if it had none. */
  declare readonly contentType: string;
  /** The answer's body as text, at most 64 KiB of it. */
  declare readonly body: string;
  /** The answer itself; its body has been read. */
  declare readonly rawResponse: Response;
  /** What to quote to support: the `x-generation-id` header, else `cf-ray`. */
  declare readonly requestId: string | undefined;
  /** HTTP attempts made, the failed one included. */
  declare readonly attempts: number;
  /** How long the server asked to wait, in milliseconds, if it did. */
  declare readonly retryAfterMs: number | undefined;
  /** Whether another attempt may help, by the retry rules of the call. */
  declare readonly isRetryable: boolean;
  /** The choices that came together with the error, or had come before a stream of `chatStream` failed. */
  declare readonly partial?: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  constructor(message: string, init: OpenRouterErrorInit) {
    super(message);
    this.statusCode = init.statusCode;
    this.headers = init.headers ?? init.rawResponse.headers;
    this.contentType = this.headers.get("content-type") ?? "";
    this.body = init.body;
    this.requestId = requestIdOf(this.headers);
    this.attempts = init.attempts ?? 1;
    this.retryAfterMs = init.retryAfterMs;
    this.isRetryable = init.isRetryable ?? false;
    // Not enumerable: printing the error should not print the Response behind it.
    Object.defineProperty(this, "rawResponse", { value: init.rawResponse });
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, statusCode, requestId, attempts, retryAfterMs, isRetryable, body } = this;
    return { name, message, statusCode, requestId, attempts, retryAfterMs, isRetryable, body };
  }

  static {
    brand(this, "OpenRouterError");
  }
}

/** The id to quote to support: `x-generation-id`, else `cf-ray`. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-generation-id") ?? headers.get("cf-ray") ?? undefined;
}

/**
 * The API's own words about a failure: the `error` of its answer.
 *
 * @example
 * ```ts
 * import type { ChatCompletionErrorDetail } from "@org/sdk/models/errors";
 *
 * const detail: ChatCompletionErrorDetail = { code: 429, message: "Too many requests", metadata: { provider_name: "Acme" } };
 * ```
 */
export interface ChatCompletionErrorDetail {
  /** A number nearly always; a string, null or nothing in the wild. */
  code: number | string | null | undefined;
  /** What went wrong, for people. "Provider returned error" means that the provider's own words are in `metadata`. */
  message: string;
  /** The provider's name and its raw answer, moderation reasons, limits …: whatever the API sent. */
  metadata?: unknown;
}

export interface ChatCompletionErrorInit extends OpenRouterErrorInit {
  error: ChatCompletionErrorDetail;
  userId?: string | undefined;
  partial?: ChatCompletionError["partial"];
}

/** The API answered with an `error`: as a status, inside a 200, or in the middle of a stream. */
export class ChatCompletionError extends OpenRouterError {
  declare static readonly isInstance: (value: unknown) => value is ChatCompletionError;
  declare readonly name: "ChatCompletionError";
  /** What the API said. */
  declare readonly error: ChatCompletionErrorDetail;
  /** The answer's `user_id`. */
  declare readonly userId: string | undefined;
  declare readonly partial: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  constructor(message: string, init: ChatCompletionErrorInit) {
    super(message, init);
    this.error = init.error;
    this.userId = init.userId;
    this.partial = init.partial;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), error: this.error };
  }

  static {
    brand(this, "ChatCompletionError");
  }
}

/** Any other answer that is not a success: a page of a proxy, an empty body, a redirect. */
export class OpenRouterDefaultError extends OpenRouterError {
  declare static readonly isInstance: (value: unknown) => value is OpenRouterDefaultError;
  declare readonly name: "OpenRouterDefaultError";

  static {
    brand(this, "OpenRouterDefaultError");
  }
}

export interface ResponseValidationErrorInit extends OpenRouterErrorInit {
  rawText: string;
}

/** A success that can't be understood: neither a completion nor an error. It is never retried, since it was billed. */
export class ResponseValidationError extends OpenRouterError {
  declare static readonly isInstance: (value: unknown) => value is ResponseValidationError;
  declare readonly name: "ResponseValidationError";
  /** The text that could not be understood. */
  declare readonly rawText: string;

  constructor(message: string, init: ResponseValidationErrorInit) {
    super(message, init);
    this.rawText = init.rawText;
  }

  static {
    brand(this, "ResponseValidationError");
  }
}
