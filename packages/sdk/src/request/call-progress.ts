/** What a call has sent so far. Its errors are created from it. */
export interface CallProgress {
  /** Number of HTTP attempts. */
  attempts: number;
  /** The URL of the last request; `undefined` or empty if it is not known. */
  url?: string;
}
