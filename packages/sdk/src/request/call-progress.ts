import type { RequestTimeoutErrorInit } from "../errors/client-error.ts";

/** What a call has sent and received so far. Its errors are created from it. */
export interface CallProgress {
  /** Number of HTTP attempts. */
  attempts: number;
  /** The URL of the last request; `undefined` or empty if it is not known. */
  url?: string;
  /**
   * Returns the request id of the last attempt's response, without credentials. Called for errors and the log only,
   * since redacting takes longer than most calls need.
   */
  getRequestId?: (() => string | undefined) | undefined;
}

/** Returns the fields of an error that a call fails with. */
export function toErrorInit(
  { attempts, url, getRequestId }: CallProgress,
  options?: { readonly cause?: unknown },
): RequestTimeoutErrorInit {
  return { attempts, url, requestId: getRequestId?.(), ...options };
}
