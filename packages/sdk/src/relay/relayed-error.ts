import {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
} from "../errors/client-error.ts";
import { ChatCompletionError, OpenRouterError } from "../errors/api-error.ts";

/**
 * A failure in the words that a browser gets: the `error` of the API's own error events.
 *
 * @example
 * ```ts
 * import type { RelayedError } from "@org/sdk/relay.js";
 *
 * const busy: RelayedError = { code: 503, message: "Too many people are asking just now." };
 * ```
 */
export interface RelayedError {
  /** As a rule an HTTP status from 400 to 599: it becomes the `statusCode` of the error that is read. */
  code: number | string;
  /** What went wrong, for people. */
  message: string;
  /** More about it. */
  metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The limit of `AbortSignal.timeout` is one of time, though it comes as an abort. */
const timedOut: RelayedError = { code: 504, message: "The answer took too long" };

// The statuses of a gateway, RFC 9110 section 15.6. 499 is nginx's for a request that was given up.
const table: readonly (readonly [knows: (error: unknown) => boolean, told: RelayedError])[] = [
  [ConnectionError.isInstance, { code: 502, message: "The connection to the service failed" }],
  [RequestTimeoutError.isInstance, timedOut],
  [(error) => RequestAbortedError.isInstance(error) && isTimeout(error.cause), timedOut],
  [RequestAbortedError.isInstance, { code: 499, message: "The request was aborted" }],
  [InvalidRequestError.isInstance, { code: 500, message: "The request could not be made" }],
];
/** What is told of an error of which nothing is known. */
export const unknownError: RelayedError = { code: 500, message: "Something failed on the server" };

/**
 * What may be told of an error: the API's own message, which is free of credentials; of all others a sentence for
 * their kind, since theirs may show addresses, file names, and what the server is made of.
 */
export function relayedError(error: unknown): RelayedError {
  if (!OpenRouterError.isInstance(error)) return table.find(([knows]) => knows(error))?.[1] ?? unknownError;
  const { statusCode } = error;
  const code = statusCode >= 400 && statusCode <= 599 ? statusCode : 502;
  if (!ChatCompletionError.isInstance(error)) return { code, message: "The service's answer could not be understood" };
  const message = error.error.message || "The service gave no reason";
  const metadata = getErrorType(error.error.metadata);
  return metadata ? { code, message, metadata } : { code, message };
}

/** Of the metadata only the word for the kind of error: the rest has the provider's raw answer, and account settings. */
function getErrorType(metadata: unknown): RelayedError["metadata"] {
  const { error_type: type } = (metadata ?? {}) as { error_type?: unknown };
  return typeof type === "string" && /^\w{1,64}$/.test(type) ? { error_type: type } : undefined;
}

function isTimeout(reason: unknown): boolean {
  return (reason as { name?: unknown } | null | undefined)?.name === "TimeoutError";
}
