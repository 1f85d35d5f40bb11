import { InvalidRequestError } from "../errors/client-error.ts";

/** Where the API is, in the two parts between which the operation's path goes. */
export interface ServerURL {
  /** Without a trailing slash. */
  readonly base: string;
  /** Without the question mark; `""` if there is none. */
  readonly query: string;
}

/** Takes a server URL apart. @throws InvalidRequestError, which does not repeat a password. */
export function parseServerURL(value: string | URL): ServerURL {
  const url = parse(value);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new InvalidRequestError("serverURL must be an absolute http or https URL");
  }
  if (url.username || url.password) {
    throw new InvalidRequestError(`serverURL cannot contain credentials (host ${url.host})`);
  }
  return { base: url.origin + url.pathname.replace(/\/+$/, ""), query: url.search.slice(1) };
}

function parse(value: string | URL): URL | undefined {
  try {
    return new URL(String(value));
  } catch {
    return undefined;
  }
}
