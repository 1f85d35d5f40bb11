/** What a call has sent and received so far. Its errors are created from it. */
export interface CallProgress {
  /** Number of HTTP attempts. */
  attempts: number;
  /** The URL of the last request; `undefined` or empty if it is not known. */
  url?: string;
  /** The request id of the last response; `undefined` until the last attempt has one. */
  requestId?: string | undefined;
}
