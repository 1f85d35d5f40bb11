/** Finds the data of server-sent events in text that comes in pieces of any size. */
export interface EventScanner {
  /** Takes the next piece. */
  push(text: string): void;
  /** The data of the next whole event; `undefined` when more text is needed. */
  next(): string | undefined;
  /** What the text ended with: the data of a last event without its blank line. */
  end(): string | undefined;
}

/** An event, or a line of one, is larger than allowed. */
export class EventTooLargeError extends Error {}

/**
 * A scanner after the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream):
 * LF, CR and CRLF, one BOM, comments, several `data` lines, fields without colon. `event`, `id` and `retry` mean
 * nothing to this API and are passed over. Time is linear in the text, whatever the pieces.
 * @param maxBytes of one event's data, in UTF-8
 */
export function eventScanner(maxBytes: number): EventScanner {
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

  /** The next whole line, without its end. */
  function line(): string | undefined {
    // The LF of a CRLF that was cut in the middle belongs to the line before.
    if (endedWithCR && position < text.length) {
      endedWithCR = false;
      if (text.charCodeAt(position) === 10) position++;
    }
    const end = lineEnd();
    const piece = text.slice(position, end === -1 ? undefined : end);
    pending += piece.length;
    if (pending > maxBytes + longestFieldName) throw new EventTooLargeError();
    if (end === -1) {
      if (piece) pieces.push(piece);
      position = text.length;
      return undefined;
    }
    position = end + 1;
    if (text.charCodeAt(end) === 13) endedWithCR = true;
    const whole = pieces.length > 0 ? pieces.join("") + piece : piece;
    pieces = [];
    pending = 0;
    return whole;
  }

  function lineEnd(): number {
    if (cr !== -1 && cr < position) cr = text.indexOf("\r", position);
    if (lf !== -1 && lf < position) lf = text.indexOf("\n", position);
    return cr !== -1 && (lf === -1 || cr < lf) ? cr : lf;
  }

  function take(content: string): void {
    if (!content.startsWith("data")) return;
    const colon = content.charCodeAt(4);
    if (colon !== 58 && content.length > 4) return;
    const value = content.slice(content.charCodeAt(5) === 32 ? 6 : 5);
    data = data === undefined ? value : `${data}\n${value}`;
    if (data.length > maxBytes) throw new EventTooLargeError();
  }

  function finished(): string | undefined {
    const whole = data;
    data = undefined;
    // A UTF-16 unit is at most three bytes of UTF-8, so most events need no counting.
    if (whole && whole.length * 3 > maxBytes && new TextEncoder().encode(whole).length > maxBytes) {
      throw new EventTooLargeError();
    }
    return whole;
  }

  return {
    push,
    next() {
      for (let content = line(); content !== undefined; content = line()) {
        if (content !== "") take(content);
        else if (data !== undefined) return finished();
      }
      return undefined;
    },
    end() {
      const last = pieces.join("");
      pieces = [];
      if (last) take(last);
      return finished();
    },
  };
}

const longestFieldName = "data: ".length;
