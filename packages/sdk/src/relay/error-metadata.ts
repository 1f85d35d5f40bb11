import type { RelayedError } from "./relayed-error.ts";

type Metadata = NonNullable<RelayedError["metadata"]>;

/** What a caller decides by, in every error of the SDK. */
interface Fields {
  readonly isRetryable?: unknown;
  readonly retryAfterMs?: unknown;
  readonly requestId?: unknown;
}

/** Returns whether an error may be retried, the delay and the request id, as metadata of the relayed error. */
export function toErrorMetadata(error: unknown): Metadata {
  const { isRetryable, retryAfterMs, requestId } = (error ?? {}) as Fields;
  return {
    is_retryable: isRetryable === true,
    ...(isDelay(retryAfterMs) && { retry_after_ms: retryAfterMs }),
    ...(isRequestId(requestId) && { request_id: requestId }),
  };
}

/**
 * Returns the fields of an error that its metadata determines, instead of the relayed status.
 *
 * @param allowRetry Whether nothing was generated or delivered before the error.
 */
export function parseErrorMetadata(metadata: unknown, allowRetry: boolean): Fields {
  const {
    is_retryable: isRetryable,
    retry_after_ms: retryAfterMs,
    request_id: requestId,
  } = (metadata ?? {}) as Metadata;
  return {
    ...(typeof isRetryable === "boolean" && { isRetryable: allowRetry && isRetryable }),
    ...(isDelay(retryAfterMs) && { retryAfterMs }),
    ...(isRequestId(requestId) && { requestId }),
  };
}

function isDelay(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

/** Returns whether it is an id. Gateways could send anything in its header. */
function isRequestId(value: unknown): value is string {
  return typeof value === "string" && /^[\w.:-]{1,128}$/.test(value);
}
