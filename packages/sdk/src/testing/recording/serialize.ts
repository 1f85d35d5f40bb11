import { redactHeaders, createRedactor, REDACTED, type Redactor } from "../../request/redact.ts";
import { isEventStream } from "../../stream/sse-parser.ts";
import type { SentRequest } from "../captured-request.ts";
import { concatBytes, encodeBytes } from "./bytes.ts";
import { splitEvents, type Arrival } from "./split-events.ts";
import type { RecordedPiece, RecordedRequest, RecordedResponse } from "./types.ts";

export interface SerializedRequest {
  readonly request: RecordedRequest;
  /** Redacts the request's credentials, for its response. */
  readonly redactor: Redactor;
}

const secretParameter = /key|token|secret|password|credential|signature|auth/i;

/** Converts a request to its recorded form, with all credentials redacted. */
export function serializeRequest({ method, url, headers, text }: SentRequest): SerializedRequest {
  const credentials = new Headers(headers);
  const safeURL = redactURL(url, (secret) => {
    credentials.append("x-secret", encodeURIComponent(secret));
    if (/^[!-~]+$/.test(secret)) credentials.append("x-secret", secret);
  });
  const redactor = createRedactor(credentials);
  const request = {
    method,
    url: redactor.text(safeURL),
    headers: mapValues(redactHeaders(headers), redactor.text),
    ...serializeText(text, redactor),
  };
  return { request, redactor };
}

function redactURL(url: string, onSecret: (secret: string) => void): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  const { username, password, searchParams } = parsed;
  const secrets = [...searchParams].filter(([name]) => secretParameter.test(name));
  if (!username && !password && secrets.length === 0) return url;
  if (password) onSecret(decodeURIComponent(password));
  for (const [name, secret] of secrets) {
    onSecret(secret);
    searchParams.set(name, REDACTED);
  }
  return Object.assign(parsed, { username: "", password: "" }).href;
}

/** The part of a response that has been received. Times are in milliseconds, on the clock of `performance.now()`. */
export interface ReceivedResponse {
  readonly response: Response;
  /** When the request was sent. */
  readonly sentAt: number;
  /** When the headers arrived. */
  readonly headersAt: number;
  readonly arrivals: readonly Arrival[];
  readonly end: RecordedResponse["end"];
}

// The headers that describe the response, not its transport or time.
const recordedHeader = /^(?:content-type|cache-control|location|retry-after(?:-ms)?|cf-ray|x-.+)$/;

/** Converts a response to its recorded form, with the request's credentials redacted. */
export function serializeResponse(received: ReceivedResponse, redactor: Redactor): RecordedResponse {
  const { response, sentAt, headersAt, end } = received;
  const { status, statusText } = response;
  const headers = Object.entries(redactHeaders(response.headers)).filter(([name]) => recordedHeader.test(name));
  return {
    status,
    ...(statusText && { statusText: redactor.text(statusText) }),
    headers: mapValues(Object.fromEntries(headers), redactor.text),
    afterMs: Math.round(headersAt - sentAt),
    ...serializeBody(received, redactor),
    // A reader may cancel after `[DONE]`, before the connection ends.
    end: end === "cancelled" && isDone(received) ? "complete" : end,
  };
}

type Body = Pick<RecordedResponse, "body" | "text" | "base64" | "pieces">;

function serializeBody({ response, headersAt, arrivals, end }: ReceivedResponse, redactor: Redactor): Body {
  const bytes = concatBytes(arrivals.map((arrival) => arrival.bytes));
  if (bytes.length === 0) return {};
  const text = new TextDecoder().decode(bytes);
  const isStream =
    response.headers.get("content-type")?.includes("event-stream") || isEventStream(text.trimStart(), false, true);
  if (isStream) return { pieces: serializePieces(arrivals, headersAt, redactor) };
  const encoded = encodeBytes(bytes, redactor.text);
  // Part of a JSON text is not JSON, even if it parses.
  return "text" in encoded && end === "complete" ? serializeText(text, redactor) : encoded;
}

function serializePieces(arrivals: readonly Arrival[], headersAt: number, redactor: Redactor): RecordedPiece[] {
  let previous = headersAt;
  return splitEvents(arrivals).map(({ at, bytes }) => {
    const afterMs = Math.round(at - previous);
    previous = at;
    const encoded = encodeBytes(bytes, (text) => redactEvent(text, redactor));
    return Object.assign({ afterMs }, encoded);
  });
}

/** Redacts the credentials in an event, even if its JSON escapes them. */
function redactEvent(event: string, redactor: Redactor): string {
  const lines = event.replaceAll(/^(data: ?)(\{.*)$/gm, (_, field: string, data: string) => {
    return field + (redactor.json(data)?.text ?? data);
  });
  return redactor.text(lines);
}

function isDone({ arrivals }: ReceivedResponse): boolean {
  return /^data: ?\[DONE\]/m.test(new TextDecoder().decode(concatBytes(arrivals.map(({ bytes }) => bytes))));
}

/** Returns a body as `body` if it is a JSON object or array, else as `text`, or as neither if it is empty. */
function serializeText(text: string, redactor: Redactor): { body?: unknown; text?: string } {
  const json = redactor.json(text);
  if (typeof json?.value === "object" && json.value !== null) return { body: json.value };
  return text === "" ? {} : { text: redactor.text(text) };
}

function mapValues(values: Readonly<Record<string, string>>, map: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
