import { safeParseJSON } from "../utils/parse-json.ts";

/** Parses server-sent events in text that arrives in pieces of any size. */
export interface SSEParser {
  /** Adds the next piece. */
  push(text: string): void;
  /** Returns the data of the next complete event; `undefined` if more text is needed. */
  next(): string | undefined;
  /** Returns the data of the last event if the text ends without the blank line after it. */
  end(): string | undefined;
}

const prefix = "data: ";

/** Receives the comments in the text. */
export interface CommentListener {
  /** Called with the text of each comment: the line without its colon. */
  onComment?: (text: string) => void;
}

/** Thrown when an event, or a line of one, is too large. */
export class EventTooLargeError extends Error {
  /** The size in bytes, as far as it was read. */
  readonly bytes: number;

  constructor(bytes: number) {
    super();
    this.bytes = bytes;
  }
}

/**
 * Creates a parser that follows the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream):
 * LF, CR and CRLF, one BOM, comments, several `data` lines, fields without colon. It ignores `event`, `id` and `retry`,
 * which this API does not use. Its time is linear in the text, whatever the size of the pieces.
 *
 * @param maxBytes Maximum number of bytes in the data of one event, in UTF-8.
 * @param listener Its `onComment`, if it is set, is called with each comment.
 */
export function createSSEParser(maxBytes: number, listener?: CommentListener): SSEParser {
  const maxLineLength = maxBytes + prefix.length;
  let text = "";
  let position = 0;
  // Positions of the next CR and LF, or -1. Each is searched again only after it has been passed: otherwise a piece with
  // many LF and no CR would be searched to its end for each line.
  let cr = -1;
  let lf = -1;
  // The beginning of an incomplete line. Joined once: concatenating and searching for each piece is quadratic when one
  // event arrives in a thousand pieces.
  let pieces: string[] = [];
  let lineLength = 0;
  let data: string | undefined;
  let isStart = true;
  let endedWithCR = false;

  function push(more: string): void {
    if (more === "") return;
    if (isStart && more.charCodeAt(0) === 0xfeff) more = more.slice(1);
    isStart = false;
    text = position < text.length ? text.slice(position) + more : more;
    position = 0;
    cr = text.indexOf("\r");
    lf = text.indexOf("\n");
  }

  function next(): string | undefined {
    for (;;) {
      // The LF of a CRLF that was split between two pieces belongs to the previous line.
      if (endedWithCR && position < text.length) {
        endedWithCR = false;
        if (text.charCodeAt(position) === 10) position++;
      }
      const start = position;
      const until = findLineEnd();
      lineLength += (until === -1 ? text.length : until) - start;
      if (lineLength > maxLineLength) throw new EventTooLargeError(lineLength - prefix.length);
      if (until === -1) {
        if (start < text.length) pieces.push(text.slice(start));
        position = text.length;
        return undefined;
      }
      position = until + 1;
      endedWithCR = until === cr;
      const isBlank = lineLength === 0;
      lineLength = 0;
      if (pieces.length > 0) processJoined(text.slice(start, until));
      else if (!isBlank) processLine(text, start, until);
      else if (data !== undefined) return takeEvent();
    }
  }

  function findLineEnd(): number {
    if (cr !== -1 && cr < position) cr = text.indexOf("\r", position);
    if (lf !== -1 && lf < position) lf = text.indexOf("\n", position);
    return cr !== -1 && (lf === -1 || cr < lf) ? cr : lf;
  }

  function processJoined(last: string): void {
    const line = pieces.join("") + last;
    pieces = [];
    processLine(line, 0, line.length);
  }

  /** Processes the line between two positions: adds its data, or reports its comment. */
  function processLine(line: string, start: number, until: number): void {
    if (line.charCodeAt(start) === 58) listener?.onComment?.(line.slice(start + 1, until));
    if (!line.startsWith("data", start)) return;
    let from = start + 4;
    // A field without a colon has an empty value.
    if (from < until && line.charCodeAt(from++) !== 58) return;
    if (from < until && line.charCodeAt(from) === 32) from++;
    const value = line.slice(from, until);
    data = data === undefined ? value : `${data}\n${value}`;
    if (data.length > maxBytes) throw new EventTooLargeError(data.length);
  }

  function takeEvent(): string | undefined {
    const result = data;
    data = undefined;
    // A UTF-16 unit is at most three bytes of UTF-8, so the bytes of most events need not be counted.
    const bytes = result && result.length * 3 > maxBytes ? new TextEncoder().encode(result).length : 0;
    if (bytes > maxBytes) throw new EventTooLargeError(bytes);
    return result;
  }

  function end(): string | undefined {
    processJoined("");
    return takeEvent();
  }

  return { push, next, end };
}

const hasField = /^(?::|(?:data|event|id|retry)[:\r\n])/m;

/**
 * Returns whether a body is an event stream; `undefined` if more text is needed. It is if a line begins like a field. No
 * line of JSON does, since strings in JSON cannot contain line breaks. A body that is declared as an event stream is one
 * unless it is HTML, or JSON as a whole.
 *
 * @param text The body so far, without white space at its start.
 * @param isDeclared Whether the content type is `text/event-stream`.
 * @param isComplete Whether this is all the text there will be.
 */
export function isEventStream(text: string, isDeclared: boolean, isComplete: boolean): boolean | undefined {
  if (text.startsWith("<")) return false;
  if (hasField.test(text)) return true;
  return isComplete ? !text || (isDeclared && safeParseJSON(text) === undefined) : undefined;
}
