/** What a call has sent and received so far. Its errors are created from it. */
export interface CallProgress {
  /** Number of HTTP attempts. */
  attempts: number;
  /** The URL of the last request; `undefined` or empty if it is not known. */
  url?: string;
  /** The request id of the last attempt's response, without credentials. */
  readonly requestId?: string | undefined;
  /** Computes `requestId`. Called for errors and the log only, since redacting it takes longer than most calls need. */
  getId?: (() => string | undefined) | undefined;
}
