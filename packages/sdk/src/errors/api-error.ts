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
  /** What to quote to support: the header `x-generation-id`, else `cf-ray`, `x-request-id`, or a gateway's own. */
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
    const { statusCode, body, rawResponse, headers = rawResponse.headers } = init;
    const { attempts = 1, retryAfterMs, isRetryable = false } = init;
    const contentType = headers.get("content-type") ?? "";
    const requestId = getRequestId(headers);
    Object.assign(this, { statusCode, headers, contentType, body, requestId, attempts, retryAfterMs, isRetryable });
    // Not enumerable: printing the error should not print the Response behind it.
    Object.defineProperty(this, "rawResponse", { value: rawResponse });
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, headers: _, contentType: __, partial: ___, ...fields } = this;
    return { name, message, ...fields };
  }

  static {
    brand(this, "OpenRouterError");
  }
}

/** The service's headers first, then those of the gateways that may stand before it. */
const requestIdHeaders = ["x-generation-id", "cf-ray", "x-request-id", "x-litellm-call-id"];

/** Returns the id to quote to support; `undefined` if there is none. */
export function getRequestId(headers: Headers): string | undefined {
  return requestIdHeaders.map((name) => headers.get(name)).find(Boolean) ?? undefined;
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
    const { error, userId, partial } = init;
    Object.assign(this, { error, userId, partial });
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
