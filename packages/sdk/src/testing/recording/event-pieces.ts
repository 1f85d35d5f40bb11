import { joined } from "./bytes.ts";

/** Bytes, and when they came, in milliseconds on any clock. */
export interface Arrival {
  readonly at: number;
  readonly bytes: Uint8Array;
}

const lineFeed = 10;
const carriageReturn = 13;

/** The same bytes, cut behind each blank line, so that each piece is an event, with the time at which it was whole. */
export function eventPieces(arrivals: readonly Arrival[]): Arrival[] {
  const pieces: Arrival[] = [];
  let open: Uint8Array[] = [];
  let isBlank = true;
  // Blank lines before an event belong to it: there is nothing of it that they could end.
  let isEmpty = true;
  for (const { at, bytes } of arrivals) {
    let start = 0;
    for (const [index, byte] of bytes.entries()) {
      if (byte === carriageReturn) continue;
      if (byte !== lineFeed) {
        isBlank = false;
        isEmpty = false;
      } else if (isBlank && !isEmpty) {
        pieces.push({ at, bytes: joined([...open, bytes.subarray(start, index + 1)]) });
        open = [];
        start = index + 1;
        isEmpty = true;
      } else isBlank = true;
    }
    if (start < bytes.length) open.push(bytes.subarray(start));
  }
  const at = arrivals.at(-1)?.at ?? 0;
  return open.length > 0 ? [...pieces, { at, bytes: joined(open) }] : pieces;
}
