import { concatBytes } from "./bytes.ts";

/** Bytes, and the time of their arrival in milliseconds. */
export interface Arrival {
  readonly at: number;
  readonly bytes: Uint8Array;
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Splits the bytes of a stream after each blank line, so that each piece is an event with the time of its last byte.
 */
export function splitEvents(arrivals: readonly Arrival[]): Arrival[] {
  const events: Arrival[] = [];
  let parts: Uint8Array[] = [];
  let isBlankLine = true;
  // Blank lines before an event belong to it, since there is no event that they could end.
  let isEmpty = true;
  for (const { at, bytes } of arrivals) {
    let start = 0;
    for (const [index, byte] of bytes.entries()) {
      if (byte === carriageReturn) continue;
      if (byte !== lineFeed) {
        isBlankLine = false;
        isEmpty = false;
      } else if (isBlankLine && !isEmpty) {
        events.push({ at, bytes: concatBytes([...parts, bytes.subarray(start, index + 1)]) });
        parts = [];
        start = index + 1;
        isEmpty = true;
      } else isBlankLine = true;
    }
    if (start < bytes.length) parts.push(bytes.subarray(start));
  }
  const at = arrivals.at(-1)?.at ?? 0;
  return parts.length > 0 ? [...events, { at, bytes: concatBytes(parts) }] : events;
}
