import { toLine } from "./find-message.ts";
import {
  ConnectionError,
  formatOrigin,
  RequestTimeoutError,
  UnexpectedClientError,
  type ConnectionErrorKind,
} from "../errors/client-error.ts";
import { toErrorInit, type CallProgress } from "../request/call-progress.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { isRecord, toText } from "../utils/is-record.ts";

/**
 * The first row with a prefix that a code, message or name begins with decides. Codes come first, since they are more
 * precise than messages. A prefix matches a family of codes, or a message that continues with a URL. It is only as long as
 * it takes to differ from other errors, which saves bytes. The comment of each prefix is its source, with the version:
 * undici: https://github.com/nodejs/undici/blob/v8.12.4/docs/docs/api/Errors.md
 * system: https://nodejs.org/docs/latest-v24.x/api/errors.html#common-system-errors
 * openssl: https://nodejs.org/docs/latest-v24.x/api/tls.html#x509-certificate-error-codes
 * zlib: https://nodejs.org/docs/latest-v24.x/api/zlib.html#zlib-constants
 * CFNetwork: https://developer.apple.com/documentation/foundation/nsurlerror
 */
const table: readonly (readonly [ConnectionErrorKind | "timeout", ...(readonly string[])])[] = [
  [
    "timeout",
    "UND_ERR_HEADERS_T", // undici 8.12.4: UND_ERR_HEADERS_TIMEOUT
    "UND_ERR_BODY", // undici 8.12.4: UND_ERR_BODY_TIMEOUT
  ],
  [
    "refused",
    "ECONNREFUSED", // system
    "ConnectionRefused", // Bun 1.4.5
  ],
  [
    "dns",
    "ENOTFOUND", // system
    "EAI_AGAIN", // system
    "EAI_FAIL", // system
    "FailedToOpen", // Bun 1.4.5: FailedToOpenSocket
  ],
  [
    "reset",
    "ECONNRESET", // system
    "EPIPE", // system
    "UND_ERR_SOCKET", // undici 8.12.4
    "ConnectionClosed", // Bun 1.4.5
    "ConnectionReset", // Bun 1.4.5
  ],
  [
    "truncated",
    "UND_ERR_RES", // undici 8.12.4: UND_ERR_RES_CONTENT_LENGTH_MISMATCH
    "ERR_STREAM_PREM", // Node 24.21: ERR_STREAM_PREMATURE_CLOSE
    "Z_BUF_ERROR", // zlib
    "Z_DATA_ERROR", // zlib
  ],
  [
    "tls",
    "CERT_", // openssl: CERT_HAS_EXPIRED, CERT_NOT_YET_VALID …
    "DEPTH_ZERO", // openssl: DEPTH_ZERO_SELF_SIGNED_CERT
    "SELF_", // openssl: SELF_SIGNED_CERT_IN_CHAIN
    "UNABLE_TO", // openssl
    "ERR_TLS_CERT", // Node 24.21
    "ERR_SSL", // Node 24.21
    "EPROTO", // system
  ],
  [
    "network",
    "UND_ERR_CONNECT", // undici 8.12.4
    "UND_ERR_HEADERS_O", // undici 8.12.4: UND_ERR_HEADERS_OVERFLOW
    "ETIMEDOUT", // system
    "EHOST", // system: EHOSTDOWN, EHOSTUNREACH
    "ENET", // system: ENETDOWN, ENETUNREACH
    "ECONNABORTED", // system
  ],
  [
    "truncated",
    "terminated", // undici 8.12.4, while the body is read
    "The socket connection", // Bun 1.4.5: The socket connection was closed unexpectedly
  ],
  [
    "timeout",
    "The operation timed", // Bun 1.4.5: The operation timed out, after 5 minutes
    "The request timed", // Safari 16: The request timed out, after 1 minute; CFNetwork
  ],
  [
    "reset",
    "Connection reset", // Deno 2.9.6: Connection reset by peer, in a cause without a code
  ],
  [
    "refused",
    "Unable to connect", // Bun 1.4.5
  ],
  [
    "network",
    "fetch failed", // undici 8.12.4
    "Failed to fetch", // Chromium 153
    "network error", // Chromium 153, while the body is read
    "NetworkError", // Firefox: NetworkError when attempting to fetch resource
    "Error in input", // Firefox: Error in input stream, while the body is read
    "Load failed", // Safari 17
    "The network connection", // Safari 16; CFNetwork
    "The Internet", // Safari 16: The Internet connection appears to be offline; CFNetwork
    "A server with", // Safari 16; CFNetwork
    "Could not connect", // Safari 16; CFNetwork
    "error sending", // Deno 2.9.6: error sending request for url
    "error reading", // Deno 2.9.6: error reading a body from connection, while the body is read
    "connection closed", // Deno 2.9.6
    "Network connection", // workerd 1.20261117.1: Network connection lost
    "internal error; ref", // workerd 1.20261117.1
    "HPE_", // Node 24.21, for a response that is not HTTP: llhttp has about 40 codes
    "HTTPParser", // undici 8.12.4: HTTPParserError, without a code
  ],
];

/**
 * Converts what `fetch`, or reading a body, threw to a typed error; `undefined` if it is not a network error.
 *
 * @param progress Its URL's origin is in the message.
 * @param bodyKind The kind while a body is read, whatever the table says: only a timeout takes precedence.
 */
export function toNetworkError(
  cause: unknown,
  progress: CallProgress,
  bodyKind: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError;
export function toNetworkError(
  cause: unknown,
  progress: CallProgress,
): ConnectionError | RequestTimeoutError | undefined;
export function toNetworkError(
  cause: unknown,
  progress: CallProgress,
  bodyKind?: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError | undefined {
  const chain = getCauses(cause);
  const texts = chain.flat();
  const match = table.find(([, ...prefixes]) =>
    prefixes.some((prefix) => texts.some((text) => text.startsWith(prefix))),
  )?.[0];
  const init = toErrorInit(progress, cause === undefined ? undefined : { cause });
  if (match === "timeout") return new RequestTimeoutError("runtime", undefined, init);
  const kind = bodyKind ?? match;
  return kind && new ConnectionError(kind, formatMessage(kind, chain, progress), init);
}

/** Converts what `fetch` threw to a typed error. */
export function toFetchError(cause: unknown, progress: CallProgress): Error {
  const message = `The request failed: ${getErrorMessage(cause)}`;
  return toNetworkError(cause, progress) ?? new UnexpectedClientError(message, toErrorInit(progress, { cause }));
}

// `00E8…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/…/ssl3_record.c:354:`
const openssl = /[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):.*/is;
// Deno's messages contain the URL, and its query string may contain a credential.
const query = /\?\S+/g;

function formatMessage(kind: ConnectionErrorKind, chain: readonly Link[], { url }: CallProgress): string {
  const [code = "", message = ""] = chain.findLast((link) => link[0] || link[1]) ?? [];
  const text = message.replace(openssl, "$1").replace(query, "?…");
  const detail = toLine([code, text].filter(Boolean).join(": "));
  const outcome = `The connection${formatOrigin("to", url)} ${outcomes[kind]}`;
  return detail ? `${outcome} (${detail})` : outcome;
}

const outcomes: Record<ConnectionErrorKind, string> = {
  refused: "was refused",
  dns: "failed: the host name could not be resolved",
  reset: "was reset",
  truncated: "was closed before the response was complete",
  tls: "failed in the TLS handshake",
  network: "failed",
};

type Link = [code: string, message: string, name: string];

/** Returns the code, message and name of an error and its causes, outermost first. An AggregateError's errors are causes. */
function getCauses(thrown: unknown): Link[] {
  const links: Link[] = [];
  const queue: unknown[] = [thrown];
  while (queue.length > 0 && links.length < 10) {
    const error = queue.shift();
    if (!isRecord(error)) continue;
    const { name, code, message, cause, errors } = error;
    links.push([toText(code) ?? "", toText(message) ?? "", toText(name) ?? ""]);
    queue.push(cause, ...(Array.isArray(errors) ? (errors as unknown[]) : []));
  }
  return links;
}
