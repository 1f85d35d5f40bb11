import {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
} from "../errors/client-error.ts";
import { ChatCompletionError, OpenRouterError } from "../errors/api-error.ts";

/**
 * An error as it is sent to the browser: the `error` of the API's error events.
 *
 * @example
 * ```ts
 * import type { RelayedError } from "@org/sdk/relay.js";
 *
 * const busy: RelayedError = { code: 503, message: "The service is busy. Please try again." };
 * ```
 */
export interface RelayedError {
  /** Usually an HTTP status from 400 to 599. It becomes the `statusCode` of the error that {@link readRelay} throws. */
  code: number | string;
  /** Human-readable message. */
  message: string;
  /** Further details. */
  metadata?: Readonly<Record<string, unknown>> | undefined;
}

// Also for the abort of an `AbortSignal.timeout`.
const timeoutError: RelayedError = { code: 504, message: "The request timed out" };

// The status codes of a gateway, RFC 9110 section 15.6. 499 is nginx's for a request that the client closed.
const table: readonly (readonly [matches: (error: unknown) => boolean, relayed: RelayedError])[] = [
  [ConnectionError.isInstance, { code: 502, message: "The connection to the service failed" }],
  [RequestTimeoutError.isInstance, timeoutError],
  [(error) => RequestAbortedError.isInstance(error) && isTimeout(error.cause), timeoutError],
  [RequestAbortedError.isInstance, { code: 499, message: "The request was aborted" }],
  [InvalidRequestError.isInstance, { code: 500, message: "The request is invalid" }],
];
/** Sent for an unexpected error. */
export const unexpectedError: RelayedError = { code: 500, message: "Internal server error" };

/**
 * Converts an error to what a browser may see: the API's own message, which is free of credentials, or a fixed sentence
 * for the kind of error, since other messages may contain addresses, file names and internals of the server.
 */
export function toRelayedError(error: unknown): RelayedError {
  if (!OpenRouterError.isInstance(error)) return table.find(([matches]) => matches(error))?.[1] ?? unexpectedError;
  const { statusCode } = error;
  const code = statusCode >= 400 && statusCode <= 599 ? statusCode : 502;
  if (!ChatCompletionError.isInstance(error)) return { code, message: "The service sent an invalid response" };
  const message = error.error.message || "The service sent no message";
  const metadata = getErrorType(error.error.metadata);
  return metadata ? { code, message, metadata } : { code, message };
}

/** Returns only the kind of error: the other metadata contains the provider's raw response and account settings. */
function getErrorType(metadata: unknown): RelayedError["metadata"] {
  const { error_type: type } = (metadata ?? {}) as { error_type?: unknown };
  return typeof type === "string" && /^\w{1,64}$/.test(type) ? { error_type: type } : undefined;
}

function isTimeout(reason: unknown): boolean {
  return (reason as { name?: unknown } | null | undefined)?.name === "TimeoutError";
}
