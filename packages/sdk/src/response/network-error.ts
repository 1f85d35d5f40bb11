import { toLine } from "./find-message.ts";
import { ConnectionError, RequestTimeoutError, type ConnectionErrorKind } from "../errors/client-error.ts";
import { isRecord } from "../utils/is-record.ts";

/**
 * How the codes, names and messages of runtimes begin, and what they mean. Codes say more than messages, so they come
 * first. Undici's: https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md, the system's:
 * https://nodejs.org/api/errors.html#common-system-errors.
 */
const table: readonly (readonly [ConnectionErrorKind | "timeout", ...(readonly string[])])[] = [
  ["timeout", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
  ["refused", "ECONNREFUSED", "ConnectionRefused"],
  ["dns", "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "FailedToOpenSocket"],
  ["reset", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ConnectionClosed", "ConnectionReset"],
  ["truncated", "UND_ERR_RES", "ERR_STREAM_PREM", "Z_BUF_ERROR", "Z_DATA_ERROR"],
  ["tls", "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF", "ERR_TLS_CERT", "SELF_SIGNED_CERT", "UNABLE_TO", "ERR_SSL", "EPROTO"],
  ["network", "UND_ERR_CONNECT", "UND_ERR_HEADERS_O", "ETIMEDOUT", "EHOSTUNREACH", "ENET"],
  ["network", "ECONNABORTED"],
  // Node: the body ended early. Bun: the same.
  ["truncated", "terminated", "The socket connection was closed"],
  // The runtime's own limit: Bun's of five minutes, Safari's of one.
  ["timeout", "The operation timed out", "The request timed out"],
  // Deno, in the cause, which has no code.
  ["reset", "Connection reset by peer"],
  // Bun.
  ["refused", "Unable to connect"],
  ["network", "fetch failed"], // Node
  ["network", "Failed to fetch", "network error"], // Chrome, Edge; while the body is read
  ["network", "NetworkError when", "Error in input stream"], // Firefox; while the body is read
  ["network", "Load failed", "The network connection", "The Internet connection"], // Safari
  ["network", "A server with", "Could not connect"], // Safari
  ["network", "error sending request", "error reading a body", "connection closed"], // Deno
  ["network", "Network connection lost", "internal error; ref"], // Cloudflare Workers
  // What Node's parser says of an answer that is no HTTP; it has some forty codes, and at times none.
  ["network", "HPE_", "HTTPParserError"],
];

/**
 * The typed error for what `fetch` or the reading of a body threw; `undefined` when the network is not to blame.
 * @param fallback what it is when the table does not know it: while a body is read, nothing but the network throws
 */
export function toNetworkError(
  cause: unknown,
  attempts: number,
  fallback: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError;
export function toNetworkError(cause: unknown, attempts: number): ConnectionError | RequestTimeoutError | undefined;
export function toNetworkError(
  cause: unknown,
  attempts: number,
  fallback?: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError | undefined {
  const chain = causes(cause);
  const said = chain.flat();
  const known = table.find(([, ...starts]) =>
    starts.some((start) => said.some((words) => words.startsWith(start))),
  )?.[0];
  const init = { ...(cause !== undefined && { cause }), attempts };
  if (known === "timeout") return new RequestTimeoutError("runtime", undefined, init);
  const kind = fallback ?? known;
  return kind && new ConnectionError(kind, sentence(kind, chain), init);
}

// `00E8…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/…/ssl3_record.c:354:`
const openssl = /[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):.*/is;

function sentence(kind: ConnectionErrorKind, chain: readonly Link[]): string {
  const [code = "", message = ""] = chain.findLast(([said, words]) => said || words) ?? [];
  const detail = toLine([code, message.replace(openssl, "$1")].filter(Boolean).join(": "));
  return detail ? `${sentences[kind]} (${detail})` : sentences[kind];
}

const sentences: Record<ConnectionErrorKind, string> = {
  refused: "The connection was refused",
  dns: "The host name could not be resolved",
  reset: "The connection was closed too early",
  truncated: "The connection was cut before the response ended",
  tls: "The TLS connection failed",
  network: "The connection failed",
};

type Link = [code: string, message: string, name: string];

/** Code, message and name of an error and its causes, outermost first; an AggregateError's errors count as causes. */
function causes(thrown: unknown): Link[] {
  const found: Link[] = [];
  const queue: unknown[] = [thrown];
  while (queue.length > 0 && found.length < 10) {
    const error = queue.shift();
    if (!isRecord(error)) continue;
    const { name, code, message, cause, errors } = error;
    found.push([text(code), text(message), text(name)]);
    queue.push(cause, ...(Array.isArray(errors) ? (errors as unknown[]) : []));
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
