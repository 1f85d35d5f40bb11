import type { ChatCompletionChoice, ChatCompletionChunkChoice } from "@org/types/schemas";
import { getErrorMessage } from "../utils/error-message.ts";
import { brand, toLogFields } from "./brand.ts";

/** Options of {@link HTTPClientError} and its subclasses. */
export interface HTTPClientErrorInit {
  /** The error that caused it, or the reason of the caller's signal. */
  cause?: unknown;
  /**
   * Number of HTTP attempts, including the failed one.
   *
   * @default 0
   */
  attempts?: number;
  /** The request id of the response, if one had begun to arrive. */
  requestId?: string | undefined;
}

/** No complete response: the request was invalid, timed out or was aborted, or the connection failed. */
export class HTTPClientError extends Error {
  /** Like `instanceof`, but works across copies of this package and realms. */
  declare static readonly isInstance: (value: unknown) => value is HTTPClientError;
  /**
   * A stable code: `connection_` or `timeout_` and the `kind`, as in `connection_refused` and `timeout_idle`, or `aborted`,
   * `invalid_request`, `budget_exceeded`, `unexpected_error`.
   */
  declare readonly code: string;
  /** `undefined`: without a response, the server asked for no delay. */
  declare readonly retryAfterMs: number | undefined;
  /**
   * Whether the same call may be repeated automatically: for failed connections and timeouts, unless
   * `retryConnectionErrors` is `false`. Always `false` after the first chunk of a stream. To repeat a job from its
   * beginning anyway, decide by the `code`.
   */
  declare readonly isRetryable: boolean;
  /** Number of HTTP attempts, including the failed one; 0 if nothing was sent. */
  declare readonly attempts: number;
  /** The id to give to support, if the error came after the headers of a response, as in a stream. */
  declare readonly requestId: string | undefined;
  /** The choices that `chatStream` had received before its stream failed. */
  declare readonly partial?: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  constructor(message: string, init: HTTPClientErrorInit = {}) {
    super(message, init);
    const { attempts = 0, requestId } = init;
    Object.assign(this, { code: "unexpected_error", attempts, requestId, retryAfterMs: undefined, isRetryable: false });
  }

  /** Returns the fields for a structured log. */
  toJSON(): Record<string, unknown> {
    return toLogFields(this);
  }

  static {
    brand(this, "HTTPClientError");
  }
}

/**
 * How a connection failed: it was `refused` or `reset`, the host name could not be resolved (`dns`), the response was
 * `truncated`, TLS failed (`tls`), or anything else (`network`).
 */
export type ConnectionErrorKind = "refused" | "dns" | "reset" | "truncated" | "tls" | "network";

/** The connection failed, or closed before the response was complete. */
export class ConnectionError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is ConnectionError;
  declare readonly name: "ConnectionError";
  /** A stable code: `connection_` and the `kind`. */
  declare readonly code: `connection_${ConnectionErrorKind}`;
  /** How the connection failed. */
  declare readonly kind: ConnectionErrorKind;

  constructor(kind: ConnectionErrorKind, message: string, init?: HTTPClientErrorInit) {
    super(message, init);
    this.code = `connection_${kind}`;
    this.kind = kind;
  }

  static {
    brand(this, "ConnectionError");
  }
}

/** The limit that expired: `timeoutMs` (`attempt`), `idleTimeoutMs` (`idle`), or one of the runtime (`runtime`). */
export type RequestTimeoutKind = "attempt" | "idle" | "runtime";

/** Options of {@link RequestTimeoutError}. */
export interface RequestTimeoutErrorInit extends HTTPClientErrorInit {
  /** The URL of the request, whose origin is in the message. */
  url?: string | undefined;
}

/** A time limit expired. The service may still generate the completion, and bill it. */
export class RequestTimeoutError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is RequestTimeoutError;
  declare readonly name: "RequestTimeoutError";
  /** A stable code: `timeout_` and the `kind`. */
  declare readonly code: `timeout_${RequestTimeoutKind}`;
  /** The limit that expired. */
  declare readonly kind: RequestTimeoutKind;
  /** The length of the limit, in milliseconds; `undefined` for a limit of the runtime. */
  declare readonly timeoutMs: number | undefined;

  constructor(kind: RequestTimeoutKind, timeoutMs: number | undefined, init: RequestTimeoutErrorInit = {}) {
    super(formatTimeout(kind, timeoutMs, formatOrigin("from", init.url)), init);
    this.code = `timeout_${kind}`;
    this.kind = kind;
    this.timeoutMs = timeoutMs;
  }

  static {
    brand(this, "RequestTimeoutError");
  }
}

function formatTimeout(kind: RequestTimeoutKind, timeoutMs: number | undefined, origin: string): string {
  if (kind === "runtime") return `No response${origin} within a time limit of the runtime`;
  if (kind === "idle") return `No data${origin} within ${timeoutMs} ms (idleTimeoutMs)`;
  return `No response${origin} within ${timeoutMs} ms (timeoutMs)`;
}

/** @internal Formats the scheme, host and port of a URL after a preposition; `""` if the URL is not known. */
export function formatOrigin(preposition: string, url: string | undefined): string {
  return url ? ` ${preposition} ${new URL(url).origin}` : "";
}

/**
 * The caller's signal was aborted. `cause` is the signal's reason: of an `AbortSignal.timeout`, an error with the name
 * `TimeoutError`, which the message mentions.
 */
export class RequestAbortedError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is RequestAbortedError;
  declare readonly name: "RequestAbortedError";
  /** A stable code. */
  override readonly code = "aborted" as const;
  constructor(init?: HTTPClientErrorInit) {
    super(`The request was aborted${isTimeout(init?.cause) ? " by a timeout" : ""}`, init);
  }

  static {
    brand(this, "RequestAbortedError");
  }
}

/** @internal Returns whether the reason of a signal is that of `AbortSignal.timeout`. Never throws. */
export function isTimeout(reason: unknown): boolean {
  return getErrorMessage(reason, true).startsWith("TimeoutError");
}

/** The request or an option is invalid, and was not sent. The message has the path and what is expected. */
export class InvalidRequestError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is InvalidRequestError;
  declare readonly name: "InvalidRequestError";
  /** A stable code. */
  override readonly code = "invalid_request" as const;

  static {
    brand(this, "InvalidRequestError");
  }
}

/** Unexpected error, most often of a custom `fetch` or a middleware. */
export class UnexpectedClientError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is UnexpectedClientError;
  declare readonly name: "UnexpectedClientError";
  /** A stable code. */
  declare readonly code: "unexpected_error";

  static {
    brand(this, "UnexpectedClientError");
  }
}
