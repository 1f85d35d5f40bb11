import { InvalidRequestError } from "../errors/client-error.ts";
import { isRecord } from "../utils/is-record.ts";
import type { HeaderOptions } from "../options.ts";
import { getErrorMessage } from "../utils/error-message.ts";

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110 section 5.5, as fetch takes it: Latin-1 without control characters.
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Lays headers over others, name by name: a value replaces, `undefined` does nothing, `null` and an empty value leave
 * an empty one, so that no default takes its place; {@link dropEmptyHeaders} takes those out.
 * @throws InvalidRequestError for a name or value that can't be sent; it never shows the value
 */
export function mergeHeaders(headers: Headers, over: HeadersInit | HeaderOptions | undefined): Headers {
  if (over === undefined) return headers;
  if (!isRecord(over)) throw new InvalidRequestError("headers must be an object");
  const given = new Set<string>();
  for (const [name, value] of entriesOf(over as HeadersInit)) {
    if (value === undefined) continue;
    if (!token.test(name)) throw new InvalidRequestError(`${JSON.stringify(name)} is not a valid header name`);
    const text = value === null ? "" : assertHeaderValue(`The header ${name}`, getErrorMessage(value));
    // As they are sent: a Headers made after another keeps the spelling.
    const key = name.toLowerCase();
    if (text && given.has(key)) headers.append(key, text);
    else headers.set(key, text);
    given.add(key);
  }
  return headers;
}

/** The headers that are sent: those that have a value. */
export function dropEmptyHeaders(headers: Headers): Headers {
  const sent = new Headers(headers);
  for (const [name, value] of headers) if (value === "") sent.delete(name);
  return sent;
}

/** The text without white space around it. @throws InvalidRequestError when no header can carry it. */
export function assertHeaderValue(what: string, text: string, attempts = 0): string {
  const trimmed = text.trim();
  if (!unsendable.test(trimmed)) return trimmed;
  throw new InvalidRequestError(`${what} contains a character that HTTP headers cannot carry`, { attempts });
}

function entriesOf(headers: HeadersInit | HeaderOptions): Iterable<[string, unknown]> {
  return Symbol.iterator in headers ? (headers as Iterable<[string, unknown]>) : Object.entries(headers);
}
