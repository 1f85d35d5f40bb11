import { safeParseJSON } from "../utils/parse-json.ts";

/** Finds the data of server-sent events in text that comes in pieces of any size. */
export interface SSEParser {
  /** Takes the next piece. */
  push(text: string): void;
  /** The data of the next whole event; `undefined` when more text is needed. */
  next(): string | undefined;
  /** What the text ended with: the data of a last event without its blank line. */
  end(): string | undefined;
}

const prefix = "data: ";

/** Who may want to know of comments. */
export interface CommentListener {
  /** Called with the comment's text: the line without its colon. */
  onComment?: (text: string) => void;
}

/** An event, or a line of one, is larger than allowed. */
export class EventTooLargeError extends Error {
  /** Its size in bytes, as far as it was read. */
  readonly bytes: number;

  constructor(bytes: number) {
    super();
    this.bytes = bytes;
  }
}

/**
 * A scanner after the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream):
 * LF, CR and CRLF, one BOM, comments, several `data` lines, fields without colon. `event`, `id` and `retry` mean
 * nothing to this API and are passed over. Time is linear in the text, whatever the pieces.
 * @param maxBytes of one event's data, in UTF-8
 * @param listener is told of each comment, if it has ears at that moment
 */
export function createSSEParser(maxBytes: number, listener?: CommentListener): SSEParser {
  const longestLine = maxBytes + prefix.length;
  let text = "";
  let position = 0;
  // Where the next CR and the next LF are, -1 if there is none. Searched for again only once they have been passed:
  // a piece without the one, full of the other, would be searched to its end for each of its lines.
  let cr = -1;
  let lf = -1;
  // The beginning of a line whose end has not come. Joined once: concatenating piece by piece and searching each
  // time is quadratic when one event comes in a thousand pieces.
  let pieces: string[] = [];
  let pending = 0;
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
      // The LF of a CRLF that was cut in the middle belongs to the line before.
      if (endedWithCR && position < text.length) {
        endedWithCR = false;
        if (text.charCodeAt(position) === 10) position++;
      }
      const start = position;
      const until = lineEnd();
      pending += (until === -1 ? text.length : until) - start;
      if (pending > longestLine) throw new EventTooLargeError(pending - prefix.length);
      if (until === -1) {
        if (start < text.length) pieces.push(text.slice(start));
        position = text.length;
        return undefined;
      }
      position = until + 1;
      endedWithCR = until === cr;
      const isBlank = pending === 0;
      pending = 0;
      if (pieces.length > 0) takeJoined(text.slice(start, until));
      else if (!isBlank) take(text, start, until);
      else if (data !== undefined) return finished();
    }
  }

  function lineEnd(): number {
    if (cr !== -1 && cr < position) cr = text.indexOf("\r", position);
    if (lf !== -1 && lf < position) lf = text.indexOf("\n", position);
    return cr !== -1 && (lf === -1 || cr < lf) ? cr : lf;
  }

  function takeJoined(last: string): void {
    const line = pieces.join("") + last;
    pieces = [];
    take(line, 0, line.length);
  }

  /** Takes the line between these places, if it is one of data; tells of it, if it is a comment. */
  function take(line: string, start: number, until: number): void {
    if (line.charCodeAt(start) === 58) listener?.onComment?.(line.slice(start + 1, until));
    if (!line.startsWith("data", start)) return;
    let from = start + 4;
    // The end of the line stands for the colon, and for an empty value.
    if (from < until && line.charCodeAt(from++) !== 58) return;
    if (from < until && line.charCodeAt(from) === 32) from++;
    const value = line.slice(from, until);
    data = data === undefined ? value : `${data}\n${value}`;
    if (data.length > maxBytes) throw new EventTooLargeError(data.length);
  }

  function finished(): string | undefined {
    const whole = data;
    data = undefined;
    // A UTF-16 unit is at most three bytes of UTF-8, so most events need no counting.
    const bytes = whole && whole.length * 3 > maxBytes ? new TextEncoder().encode(whole).length : 0;
    if (bytes > maxBytes) throw new EventTooLargeError(bytes);
    return whole;
  }

  function end(): string | undefined {
    takeJoined("");
    return finished();
  }

  return { push, next, end };
}

const hasField = /^(?::|(?:data|event|id|retry)[:\r\n])/m;

/**
 * Decides whether a body is an event stream by the first line that begins like a field; `undefined` where that depends
 * on how it goes on. No line of JSON begins so: its strings hold no line breaks. In a body that is declared as an event
 * stream any first line is the stream's, so only a page and JSON as a whole are not.
 *
 * @param text the body so far, without white space before it
 * @param isDeclared whether the content type is `text/event-stream`
 * @param isWhole whether no more of the body will be looked at
 */
export function isEventStream(text: string, isDeclared: boolean, isWhole: boolean): boolean | undefined {
  if (text.startsWith("<")) return false;
  if (hasField.test(text)) return true;
  return isWhole ? !text || (isDeclared && safeParseJSON(text) === undefined) : undefined;
}
