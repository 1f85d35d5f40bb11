import {
  ConnectionError,
  HTTPClientError,
  InvalidRequestError,
  isTimeout,
  RequestAbortedError,
  RequestTimeoutError,
} from "../errors/client-error.ts";
import { ChatCompletionError, OpenRouterError } from "../errors/api-error.ts";
import { toErrorMetadata } from "./error-metadata.ts";

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
  /**
   * Further details. {@link readRelay} restores the fields of its error from `is_retryable`, `retry_after_ms` and
   * `request_id`. Without `is_retryable`, the status in `code` decides whether the error is retryable.
   */
  metadata?: Readonly<Record<string, unknown>> | undefined;
}

const unexpectedError: RelayedError = { code: 500, message: "Internal server error" };
/** Sent for an error whose properties cannot be read. */
export const unreadableError: RelayedError = { ...unexpectedError, metadata: toErrorMetadata(undefined) };

/**
 * Converts an error to what a browser may see: the API's own message, which is free of credentials, or a fixed sentence
 * for the kind of error, since other messages may contain addresses, file names and internals of the server.
 */
export function toRelayedError(error: unknown): RelayedError {
  const { metadata, ...relayed } = toVisibleError(error);
  return { ...relayed, metadata: { ...metadata, ...toErrorMetadata(error) } };
}

function toVisibleError(error: unknown): RelayedError {
  if (!OpenRouterError.isInstance(error)) return toFixedError(error);
  const { statusCode } = error;
  const code = statusCode >= 400 && statusCode <= 599 ? statusCode : 502;
  if (!ChatCompletionError.isInstance(error)) return { code, message: "The service sent an invalid response" };
  const message = error.error.message || "The service sent no message";
  const metadata = getErrorType(error.error.metadata);
  return metadata ? { code, message, metadata } : { code, message };
}

/** Returns the status and the sentence for an error without a response. The statuses are those of a gateway (RFC 9110). */
function toFixedError(error: unknown): RelayedError {
  if (ConnectionError.isInstance(error)) return { code: 502, message: "The connection to the service failed" };
  if (RequestTimeoutError.isInstance(error) || (RequestAbortedError.isInstance(error) && isTimeout(error.cause))) {
    return { code: 504, message: "The request timed out" };
  }
  // nginx's status for a request that the client closed.
  if (RequestAbortedError.isInstance(error)) return { code: 499, message: "The request was aborted" };
  // By its code: the class is part of the entry `@org/sdk/budget.js`, which a relay need not contain.
  if (HTTPClientError.isInstance(error) && error.code === "budget_exceeded") {
    return { code: 402, message: "The call exceeds the budget" };
  }
  if (InvalidRequestError.isInstance(error)) return { code: 500, message: "The request is invalid" };
  return unexpectedError;
}

/** Returns only the kind of error: the other metadata contains the provider's raw response and account settings. */
function getErrorType(metadata: unknown): RelayedError["metadata"] {
  const { error_type: type } = (metadata ?? {}) as { error_type?: unknown };
  return typeof type === "string" && /^\w{1,64}$/.test(type) ? { error_type: type } : undefined;
}
