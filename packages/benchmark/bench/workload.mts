/** The sizes of the streams, which the server and the measurements share. */
export const workload = {
  /** The events of a stream over loopback whose CPU time per event is measured. */
  loopbackEvents: 500,
  /** The events of a stream whose first chunk is timed, or of many concurrent streams. */
  shortEvents: 10,
  /** The events of a stream that a relay passes on, and the time between two of them in milliseconds. */
  pacedEvents: 18,
  paceMs: 100,
  /** The events of the stream during which memory is measured: 60 MB. */
  longEvents: 220_000,
  /** The bytes of a block. */
  blockBytes: 16 * 1024,
};
