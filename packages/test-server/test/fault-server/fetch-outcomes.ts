import { greeting } from "../../src/fault-server/bodies.ts";
import type { FaultName } from "../../src/fault-server/faults.ts";

/**
 * How a request ends, and a pattern of the text that comes with it: an answer (its status and content type, and
 * the body), an error before or behind the headers (its cause), or nothing more after these bytes.
 */
export type Outcome = readonly [end: `${number} ${string}` | "no answer" | "broken body" | "stalls", text: RegExp];

const json = "200 application/json";
const stream = "200 text/event-stream";
const good = new RegExp(`^\\{"id".*"content":"${greeting}".*\\}$`);

/** What `fetch` sees of each fault when a completion is asked for and redirects are not followed. */
export const outcomes: Readonly<Record<FaultName, Outcome>> = {
  "close-before-headers": ["no answer", /other side closed/],
  "reset-before-headers": ["no answer", /ECONNRESET/],
  "stall-before-headers": ["stalls", /^$/],
  "close-in-headers": ["no answer", /other side closed/],
  "reset-in-headers": ["no answer", /ECONNRESET/],
  "stall-in-headers": ["stalls", /^HTTP\/1.1 200 OK\r\ncontent-type: applic$/],
  "invalid-status-line": ["no answer", /Invalid status code/],
  "huge-headers": ["no answer", /UND_ERR_HEADERS_OVERFLOW/],
  "early-hints": [json, good],
  gzip: [json, good],
  "gzip-corrupt": ["broken body", /Z_DATA_ERROR/],
  "content-type-wrong": ["200 text/html", good],
  "content-type-missing": ["200 null", good],
  "status-204": ["204 null", /^$/],
  "status-301": ["301 null", /^$/],
  "status-302": ["302 null", /^$/],
  "status-307": ["307 null", /^$/],
  "status-308": ["308 null", /^$/],
  "status-400": ["400 application/json", /^\{"error":\{"code":400.*\}$/],
  "status-429": ["429 application/json", /^\{"error":\{"code":429.*\}$/],
  "html-error-page": ["502 text/html; charset=UTF-8", /^<!doctype html>/],
  "empty-error-body": ["500 null", /^$/],
  "huge-error-body": ["500 application/json", /^\{"error".*x … 5242915 … x+"\}\}$/],
  "stall-in-error-body": ["stalls", /^HTTP\/1.1 503 [^]*\r\n\r\n\{"error":\{"code":503,$/],
  "empty-200": [json, /^$/],
  "html-200": ["200 text/html", /^<!doctype html>/],
  "error-in-200": [json, /^\{"error":\{"code":429.*\}$/],

  completion: [json, good],
  "completion-behind-white-space": [json, /^\s{20,}\{"id".*\}$/],
  "completion-until-close": [json, good],
  "completion-of-10-mb": [json, /^\{"id".*x … 104\d{5} … x+.*\}$/],
  "completion-drip": [json, good],
  "reset-in-body": ["broken body", /ECONNRESET/],
  "stall-in-body": ["stalls", /^HTTP\/1.1 200 [^]*\r\n\r\n\{"id"[^}]*Hello[^}]*$/],
  "content-length-truncated": ["broken body", /other side closed/],
  "chunks-truncated": ["broken body", /other side closed/],
  "chunk-broken": ["broken body", /Invalid character in chunk size/],
  "json-truncated": [json, /^\{"id"[^}]*Hello[^}]*$/],
  "json-invalid-utf8": [json, /"content":"caf\ufffd"/],

  stream: [stream, /^: OPENROUTER[^]*data: \[DONE\]\n\n$/],
  "stream-drip": [stream, /^: OPENROUTER[^]*data: \[DONE\]\n\n$/],
  "stream-until-close": [stream, /^data: \{[^]*data: \[DONE\]\n\n$/],
  "stream-until-close-reset": [stream, /^data: \{.*"content":"lost".*\n\n$/],
  "stream-empty": [stream, /^$/],
  "stream-of-comments": [stream, /^(: OPENROUTER PROCESSING\n\n){3}$/],
  "stream-of-endless-comments": ["stalls", /(: OPENROUTER PROCESSING[^:]+){3}/],
  "stall-before-first-event": ["stalls", /: OPENROUTER PROCESSING\n\n\r\n$/],
  "stall-in-stream": ["stalls", /"content":"world. "[^\n]*\n\n\r\n$/],
  "reset-before-first-event": ["broken body", /ECONNRESET/],
  "reset-in-event": ["broken body", /ECONNRESET/],
  "close-in-event": ["broken body", /other side closed/],
  "stream-cut": [stream, /"content":"world. "[^]*"finish_reason":null[^\n]*\n\n$/],
  "stream-cut-in-event": [stream, /"content":"world. "[^]*\n\ndata: \{"id[^\n]*$/],
  "stream-without-done": [stream, /"finish_reason":"stop"[^\n]*\n\n$/],
  "stream-without-last-blank-line": [stream, /"finish_reason":"stop"[^\n]*\}$/],
  "error-first": [stream, /^: OPENROUTER PROCESSING\n\ndata: \{"error".*\n\n$/],
  "error-in-stream": [stream, /"content":"world. "[^]*"error":\{"code":"server_error".*\n\n$/],
  "event-not-json": [stream, /\n\ndata: \{oops\n\ndata: \[DONE\]\n\n$/],
  "event-invalid-utf8": [stream, /"content":"caf\ufffd"[^]*\[DONE\]\n\n$/],
};
