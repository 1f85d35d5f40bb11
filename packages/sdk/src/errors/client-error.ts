import type { ChatCompletionChoice, ChatCompletionChunkChoice } from "@org/types/schemas";
import { brand } from "./brand.ts";

/** What the errors without an answer have in common. */
export interface HTTPClientErrorInit {
  /** What was thrown underneath, or the reason of the caller's signal. */
  cause?: unknown;
  /** HTTP attempts made, this one included; 0 when nothing was sent. */
  attempts?: number;
}

/** There is no answer: the request was not sent, not answered in time, aborted, or the connection failed. */
export class HTTPClientError extends Error {
  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  declare static readonly isInstance: (value: unknown) => value is HTTPClientError;
  /** HTTP attempts made, the failed one included; 0 when nothing was sent. */
  declare readonly attempts: number;
  /** The choices that had come before a stream of `chatStream` failed. */
  declare readonly partial?: readonly (ChatCompletionChoice | ChatCompletionChunkChoice)[] | undefined;

  constructor(message: string, init: HTTPClientErrorInit = {}) {
    super(message, init);
    this.attempts = init.attempts ?? 0;
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, kind, attempts } = this as HTTPClientError & { readonly kind?: string };
    return { name, message, kind, attempts };
  }

  static {
    brand(this, "HTTPClientError");
  }
}

/**
 * How a connection failed: nobody listens (`refused`), no such host (`dns`), closed by the other side
 * (`reset`), the answer ended before its end (`truncated`), no trust (`tls`), anything else (`network`).
 */
export type ConnectionErrorKind = "refused" | "dns" | "reset" | "truncated" | "tls" | "network";

/** No answer, or not a whole one: refused, reset, DNS, or a body that was cut before its end. */
export class ConnectionError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is ConnectionError;
  declare readonly name: "ConnectionError";
  declare readonly kind: ConnectionErrorKind;

  constructor(kind: ConnectionErrorKind, message: string, init?: HTTPClientErrorInit) {
    super(message, init);
    this.kind = kind;
  }

  static {
    brand(this, "ConnectionError");
  }
}

/** Which limit expired: `timeoutMs` (`attempt`), `idleTimeoutMs` (`idle`), or one of the runtime's own. */
export type RequestTimeoutKind = "attempt" | "idle" | "runtime";

/** The answer did not come in time. A completion that timed out may still run, and be billed, at the service. */
export class RequestTimeoutError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is RequestTimeoutError;
  declare readonly name: "RequestTimeoutError";
  declare readonly kind: RequestTimeoutKind;
  /** The limit that expired, in milliseconds; `undefined` where the runtime does not tell. */
  declare readonly timeoutMs: number | undefined;

  constructor(kind: RequestTimeoutKind, timeoutMs: number | undefined, init?: HTTPClientErrorInit) {
    super(timeoutMessage(kind, timeoutMs), init);
    this.kind = kind;
    this.timeoutMs = timeoutMs;
  }

  static {
    brand(this, "RequestTimeoutError");
  }
}

function timeoutMessage(kind: RequestTimeoutKind, timeoutMs: number | undefined): string {
  if (kind === "attempt") return `No useful answer within ${timeoutMs} ms (timeoutMs)`;
  if (kind === "idle") return `The stream was silent for ${timeoutMs} ms (idleTimeoutMs)`;
  return "The runtime's own time limit expired";
}

/** The caller's signal was aborted; `cause` is the signal's reason, whatever that is. */
export class RequestAbortedError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is RequestAbortedError;
  declare readonly name: "RequestAbortedError";
  constructor(init?: HTTPClientErrorInit) {
    super("The request was aborted", init);
  }

  static {
    brand(this, "RequestAbortedError");
  }
}

/** The request can't be sent as it is, and was not: the message names the place and what to do. */
export class InvalidRequestError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is InvalidRequestError;
  declare readonly name: "InvalidRequestError";

  static {
    brand(this, "InvalidRequestError");
  }
}

/** Something threw that should not: a `fetch` or a middleware of the caller's own, most often. */
export class UnexpectedClientError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is UnexpectedClientError;
  declare readonly name: "UnexpectedClientError";

  static {
    brand(this, "UnexpectedClientError");
  }
}
