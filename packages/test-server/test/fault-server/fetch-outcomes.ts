import { greeting } from "../../src/fault-server/bodies.ts";
import type { FaultName } from "../../src/fault-server/all-faults.ts";

/**
 * The end of a request, and a pattern of its text: a response (its status and content type, and the body), an error
 * before or after the headers (its cause), or a stall (the bytes before it).
 */
export type Outcome = readonly [end: `${number} ${string}` | "no response" | "broken body" | "stalls", text: RegExp];

const json = "200 application/json";
const stream = "200 text/event-stream";
const valid = new RegExp(`^\\{"id".*"content":"${greeting}".*\\}$`);

/** The outcome of each fault for a `fetch` that requests a completion and does not follow redirects. */
export const outcomes: Readonly<Record<FaultName, Outcome>> = {
  "close-before-headers": ["no response", /other side closed/],
  "reset-before-headers": ["no response", /ECONNRESET/],
  "stall-before-headers": ["stalls", /^$/],
  "close-in-headers": ["no response", /other side closed/],
  "reset-in-headers": ["no response", /ECONNRESET/],
  "stall-in-headers": ["stalls", /^HTTP\/1.1 200 OK\r\ncontent-type: applic$/],
  "invalid-status-line": ["no response", /Invalid status code/],
  "huge-headers": ["no response", /UND_ERR_HEADERS_OVERFLOW/],
  "early-hints": [json, valid],
  gzip: [json, valid],
  "gzip-corrupt": ["broken body", /Z_DATA_ERROR/],
  "content-type-wrong": ["200 text/html", valid],
  "content-type-missing": ["200 null", valid],
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

  completion: [json, valid],
  "completion-after-white-space": [json, /^\s{20,}\{"id".*\}$/],
  "completion-until-close": [json, valid],
  "completion-of-10-mb": [json, /^\{"id".*x … 104\d{5} … x+.*\}$/],
  "completion-drip": [json, valid],
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
  "stream-truncated": [stream, /"content":"world. "[^]*"finish_reason":null[^\n]*\n\n$/],
  "stream-truncated-in-event": [stream, /"content":"world. "[^]*\n\ndata: \{"id[^\n]*$/],
  "stream-without-done": [stream, /"finish_reason":"stop"[^\n]*\n\n$/],
  "stream-without-last-blank-line": [stream, /"finish_reason":"stop"[^\n]*\}$/],
  "error-first": [stream, /^: OPENROUTER PROCESSING\n\ndata: \{"error".*\n\n$/],
  "error-in-stream": [stream, /"content":"world. "[^]*"error":\{"code":"server_error".*\n\n$/],
  "event-not-json": [stream, /\n\ndata: \{oops\n\ndata: \[DONE\]\n\n$/],
  "event-invalid-utf8": [stream, /"content":"caf\ufffd"[^]*\[DONE\]\n\n$/],
};
