import { InvalidRequestError } from "../errors/client-error.ts";

/** Base URL of the API, split where the path of an operation is inserted. */
export interface ServerURL {
  /** Without a trailing slash. */
  readonly base: string;
  /** The query string without the question mark, or `""`. */
  readonly query: string;
}

/**
 * Splits a server URL.
 *
 * @throws {@link InvalidRequestError} when it is invalid. The message does not contain a password.
 */
export function parseServerURL(value: string | URL): ServerURL {
  const url = parse(value);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new InvalidRequestError("serverURL or OPENROUTER_BASE_URL must be an absolute http(s) URL");
  }
  if (url.username || url.password) {
    throw new InvalidRequestError(`serverURL cannot contain credentials (host ${url.host})`);
  }
  const base = url.origin + url.pathname.replace(/\/+$/, "");
  if (base.endsWith("/chat/completions")) throw new InvalidRequestError("serverURL cannot contain /chat/completions");
  return { base, query: url.search.slice(1) };
}

function parse(value: string | URL): URL | undefined {
  try {
    return new URL(String(value));
  } catch {
    return undefined;
  }
}
