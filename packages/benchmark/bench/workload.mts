/** How much is sent: the server and the measured processes agree on it here. */
export const sizes = {
  /** Events of a stream that is measured over loopback. */
  loopbackEvents: 500,
  /** Events of a stream of which only the first is waited for, or the number of streams counts. */
  shortEvents: 10,
  /** Events of the stream over which memory is watched: 60 MB. */
  longEvents: 220_000,
  blockBytes: 16 * 1024,
};
