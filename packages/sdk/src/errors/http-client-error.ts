import { brand, isBranded } from "./brand.ts";

/** What the errors without an answer have in common. */
export interface HTTPClientErrorInit {
  /** What was thrown underneath, or the reason of the caller's signal. */
  cause?: unknown;
  /** HTTP attempts made, this one included; 0 when nothing was sent. */
  attempts?: number;
}

/** There is no answer: the request was not sent, not answered in time, aborted, or the connection failed. */
export class HTTPClientError extends Error {
  /** HTTP attempts made, the failed one included; 0 when nothing was sent. */
  readonly attempts: number;

  constructor(message: string, init: HTTPClientErrorInit = {}) {
    super(message, "cause" in init ? { cause: init.cause } : undefined);
    this.attempts = init.attempts ?? 0;
    brand(this, "HTTPClientError");
  }

  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  static isInstance(value: unknown): value is HTTPClientError {
    return isBranded(value, "HTTPClientError");
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, attempts } = this;
    return "kind" in this ? { name, message, kind: this.kind, attempts } : { name, message, attempts };
  }
}

/**
 * How a connection failed: nobody listens (`refused`), no such host (`dns`), closed by the other side
 * (`reset`), the answer ended before its end (`truncated`), no trust (`tls`), anything else (`network`).
 */
export type ConnectionErrorKind = "refused" | "dns" | "reset" | "truncated" | "tls" | "network";

/** No answer, or not a whole one: refused, reset, DNS, or a body that was cut before its end. */
export class ConnectionError extends HTTPClientError {
  declare readonly name: "ConnectionError";
  readonly kind: ConnectionErrorKind;

  constructor(kind: ConnectionErrorKind, message: string, init?: HTTPClientErrorInit) {
    super(message, init);
    this.kind = kind;
    brand(this, "ConnectionError");
  }

  static override isInstance(value: unknown): value is ConnectionError {
    return isBranded(value, "ConnectionError");
  }
}

/** Which limit expired: `timeoutMs` (`attempt`), `idleTimeoutMs` (`idle`), or one of the runtime's own. */
export type RequestTimeoutKind = "attempt" | "idle" | "runtime";

/** The answer did not come in time. A completion that timed out may still run, and be billed, at the service. */
export class RequestTimeoutError extends HTTPClientError {
  declare readonly name: "RequestTimeoutError";
  readonly kind: RequestTimeoutKind;
  /** The limit that expired, in milliseconds; `undefined` where the runtime does not tell. */
  readonly timeoutMs: number | undefined;

  constructor(kind: RequestTimeoutKind, timeoutMs: number | undefined, init?: HTTPClientErrorInit) {
    super(timeoutMessage(kind, timeoutMs), init);
    this.kind = kind;
    this.timeoutMs = timeoutMs;
    brand(this, "RequestTimeoutError");
  }

  static override isInstance(value: unknown): value is RequestTimeoutError {
    return isBranded(value, "RequestTimeoutError");
  }
}

function timeoutMessage(kind: RequestTimeoutKind, timeoutMs: number | undefined): string {
  if (kind === "attempt") return `No useful answer within ${timeoutMs} ms (timeoutMs)`;
  if (kind === "idle") return `The stream was silent for ${timeoutMs} ms (idleTimeoutMs)`;
  return "The runtime's own time limit for a request expired before the answer was complete";
}

/** The caller's signal was aborted; `cause` is the signal's reason, whatever that is. */
export class RequestAbortedError extends HTTPClientError {
  declare readonly name: "RequestAbortedError";
  constructor(init?: HTTPClientErrorInit) {
    super("The request was aborted by the caller's signal", init);
    brand(this, "RequestAbortedError");
  }

  static override isInstance(value: unknown): value is RequestAbortedError {
    return isBranded(value, "RequestAbortedError");
  }
}

/** The request can't be sent as it is, and was not: the message names the place and what to do. */
export class InvalidRequestError extends HTTPClientError {
  declare readonly name: "InvalidRequestError";
  constructor(message: string, init?: HTTPClientErrorInit) {
    super(message, init);
    brand(this, "InvalidRequestError");
  }

  static override isInstance(value: unknown): value is InvalidRequestError {
    return isBranded(value, "InvalidRequestError");
  }
}

/** Something threw that should not: a `fetch` or a middleware of the caller's own, most often. */
export class UnexpectedClientError extends HTTPClientError {
  declare readonly name: "UnexpectedClientError";
  constructor(message: string, init?: HTTPClientErrorInit) {
    super(message, init);
    brand(this, "UnexpectedClientError");
  }

  static override isInstance(value: unknown): value is UnexpectedClientError {
    return isBranded(value, "UnexpectedClientError");
  }
}
