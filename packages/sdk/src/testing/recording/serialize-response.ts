import { redactHeaders, type Redactor } from "../../request/redact.ts";
import { isEventStream } from "../../stream/sse-parser.ts";
import { joined, said } from "./bytes.ts";
import { mapped, saidJSON } from "./serialize-request.ts";
import { eventPieces, type Arrival } from "./event-pieces.ts";
import type { RecordedPiece, RecordedResponse } from "./types.ts";

export interface Received {
  readonly response: Response;
  /** When the request was sent and when the headers came, on the clock of the arrivals. */
  readonly sentAt: number;
  readonly headAt: number;
  readonly arrivals: readonly Arrival[];
  readonly end: RecordedResponse["end"];
}

// What says something about the answer. The rest says how it was carried, or when.
const telling = /^(?:content-type|cache-control|location|retry-after(?:-ms)?|cf-ray|x-.+)$/;

/** A response as it may be written down. */
export function describedResponse(received: Received, redact: Redactor): RecordedResponse {
  const { response, sentAt, headAt, end } = received;
  const { status, statusText } = response;
  const headers = Object.entries(redactHeaders(response.headers)).filter(([name]) => telling.test(name));
  return {
    status,
    ...(statusText && { statusText: redact.text(statusText) }),
    headers: mapped(Object.fromEntries(headers), redact.text),
    afterMs: Math.round(headAt - sentAt),
    ...bodyOf(received, redact),
    // Who has seen the end of the answer need not wait for that of the connection.
    end: end === "cancelled" && isDone(received) ? "complete" : end,
  };
}

type Body = Pick<RecordedResponse, "body" | "text" | "base64" | "pieces">;

function bodyOf({ response, headAt, arrivals, end }: Received, redact: Redactor): Body {
  const bytes = joined(arrivals.map((arrival) => arrival.bytes));
  if (bytes.length === 0) return {};
  const text = new TextDecoder().decode(bytes);
  const isStream =
    response.headers.get("content-type")?.includes("event-stream") || isEventStream(text.trimStart(), false, true);
  if (isStream) return { pieces: piecesOf(arrivals, headAt, redact) };
  const whole = said(bytes, redact.text);
  // Half a JSON text is none, even if it parses.
  return "text" in whole && end === "complete" ? saidJSON(text, redact) : whole;
}

function piecesOf(arrivals: readonly Arrival[], headAt: number, redact: Redactor): RecordedPiece[] {
  let before = headAt;
  return eventPieces(arrivals).map(({ at, bytes }) => {
    const afterMs = Math.round(at - before);
    before = at;
    return Object.assign(
      { afterMs },
      said(bytes, (text) => safeEvent(text, redact)),
    );
  });
}

/** An event without credentials, also where its JSON spells them with escapes. */
function safeEvent(event: string, redact: Redactor): string {
  const lines = event.replaceAll(/^(data: ?)(\{.*)$/gm, (_, field: string, data: string) => {
    return field + (redact.json(data)?.text ?? data);
  });
  return redact.text(lines);
}

function isDone({ arrivals }: Received): boolean {
  return /^data: ?\[DONE\]/m.test(new TextDecoder().decode(joined(arrivals.map(({ bytes }) => bytes))));
}
