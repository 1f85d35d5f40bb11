import { InvalidRequestError, type HTTPClientErrorInit } from "../errors/client-error.ts";
import type { HeaderOptions } from "../options.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { assertObject } from "./assert-type.ts";

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110 section 5.5, as fetch implements it: Latin-1 without control characters.
const forbidden = /[^\t\x20-\x7e\x80-\xff]/;

/** The values of headers by their names in lower case. Without values, a header is removed, and gets no default. */
export type HeaderMap = ReadonlyMap<string, readonly string[]>;

/**
 * Overrides headers, name by name. `undefined` keeps a header; `null` and an empty value remove it.
 *
 * @throws {@link InvalidRequestError} when a name or value is invalid. The message does not contain the value.
 */
export function mergeHeaders(headers: HeaderMap, overrides: HeadersInit | HeaderOptions | undefined): HeaderMap {
  if (overrides === undefined) return headers;
  assertObject("headers", overrides);
  const given = new Map<string, string[]>();
  for (const [name, value] of getEntries(overrides as HeadersInit)) {
    if (value === undefined) continue;
    if (!token.test(name)) throw new InvalidRequestError(`${JSON.stringify(name)} is not a valid header name`);
    const text = value === null ? "" : assertHeaderValue(`The header ${name}`, getErrorMessage(value));
    // Lower case, since some runtimes send the case of the first `set`.
    const key = name.toLowerCase();
    given.set(key, text ? [...(given.get(key) ?? []), text] : []);
  }
  return new Map([...headers, ...given]);
}

/** Sets the headers in `target`, and deletes those without values. */
export function setHeaders(target: Headers, headers: HeaderMap): void {
  for (const [name, values] of headers) {
    target.delete(name);
    for (const value of values) target.append(name, value);
  }
}

/**
 * Returns the header value without surrounding white space.
 *
 * @param name What the value is, for the error message.
 * @param init For the error.
 * @throws {@link InvalidRequestError} when it contains a character that is not allowed in a header.
 */
export function assertHeaderValue(name: string, value: string, init?: HTTPClientErrorInit): string {
  const trimmed = value.trim();
  if (!forbidden.test(trimmed)) return trimmed;
  throw new InvalidRequestError(`${name} contains a character not allowed in HTTP headers`, init);
}

function getEntries(headers: HeadersInit | HeaderOptions): Iterable<[string, unknown]> {
  return Symbol.iterator in headers ? (headers as Iterable<[string, unknown]>) : Object.entries(headers);
}
