import { isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";

// In characters. Short enough for a log line; the error also has the body.
const maxLength = 500;
const maxDepth = 5;

/** Where APIs, gateways and proxies put the message. `errors` and `detail` may be lists, as in FastAPI. */
const keys = ["message", "error", "detail", "msg", "errors", "error_description", "title"];

/**
 * Finds the message in an error of any form: plain text, JSON with a message at some depth, a list of messages, or the
 * title, else the text, of an HTML page. `undefined` if there is none.
 */
export function findMessage(value: unknown, depth = 0): string | undefined {
  if (depth > maxDepth) return undefined;
  if (typeof value === "string") return findMessageInText(value.trim(), depth);
  if (Array.isArray(value)) {
    const messages = value.slice(0, 5).map((item) => findMessage(item, depth + 1));
    return messages.filter(Boolean).join("; ") || undefined;
  }
  if (!isRecord(value)) return undefined;
  const { loc: location } = value;
  const message = keys.map((key) => findMessage(value[key], depth + 1)).find(Boolean);
  // FastAPI's validation errors have the path in `loc`.
  return message && Array.isArray(location) && location.length > 0 ? `${location.join(".")}: ${message}` : message;
}

/** Collapses a text to one line of limited length, in characters. */
export function toLine(text: string, length: number = maxLength): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

function findMessageInText(text: string, depth: number): string | undefined {
  if (/^[{["]/.test(text)) {
    const json = safeParseJSON(text);
    return json === undefined ? text : (findMessage(json, depth + 1) ?? text);
  }
  return (/^<[!?a-z]/i.test(text) ? getPageText(text) : text) || undefined;
}

/** Returns the title of an HTML page, else the text of its first 4 kB. */
function getPageText(page: string): string {
  const start = page.slice(0, 4_096);
  const title = /<title[^>]*>\s*([^\s<][^<]*)/i.exec(start)?.[1];
  return toLine((title ?? start).replaceAll(/<[^>]*>?|&#?\w+;/g, " "));
}
