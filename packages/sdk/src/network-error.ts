import { ConnectionError, RequestTimeoutError, type ConnectionErrorKind } from "./errors/http-client-error.ts";

/** A code or a message of a runtime, and what it means. */
interface Row {
  readonly kind: ConnectionErrorKind | "timeout";
  /** `error.code`, of the error or of one in its chain of causes. */
  readonly codes?: readonly string[];
  /** How the message begins. */
  readonly messages?: readonly string[];
}

// Undici's codes: https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md, those of the system:
// https://nodejs.org/api/errors.html#common-system-errors. Codes say more than messages, so they come first.
const table: readonly Row[] = [
  { kind: "timeout", codes: ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"] },
  { kind: "refused", codes: ["ECONNREFUSED", "ConnectionRefused"] },
  { kind: "dns", codes: ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "FailedToOpenSocket"] },
  { kind: "reset", codes: ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ConnectionClosed", "ConnectionReset"] },
  {
    kind: "truncated",
    codes: ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ERR_STREAM_PREMATURE_CLOSE", "Z_BUF_ERROR", "Z_DATA_ERROR"],
  },
  {
    kind: "tls",
    codes: [
      "CERT_HAS_EXPIRED",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ],
  },
  {
    kind: "network",
    codes: [
      "UND_ERR_CONNECT_TIMEOUT",
      "UND_ERR_HEADERS_OVERFLOW",
      "ETIMEDOUT",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENETDOWN",
      "ECONNABORTED",
    ],
  },
  // Node: the body ended early. Bun: the same.
  { kind: "truncated", messages: ["terminated", "The socket connection was closed unexpectedly"] },
  // The runtime's own limit: Bun's of five minutes, Safari's of one.
  { kind: "timeout", messages: ["The operation timed out", "The request timed out"] },
  // Deno, in the cause, which has no code.
  { kind: "reset", messages: ["Connection reset by peer"] },
  { kind: "refused", messages: ["Unable to connect. Is the computer able to access the url?"] },
  {
    kind: "network",
    messages: [
      "fetch failed", // Node
      "Failed to fetch", // Chrome, Edge
      "network error", // Chrome, while the body is read
      "NetworkError when attempting to fetch resource", // Firefox
      "Error in input stream", // Firefox, while the body is read
      "Load failed", // Safari
      "The network connection was lost", // Safari
      "The Internet connection appears to be offline", // Safari
      "A server with the specified hostname could not be found", // Safari
      "Could not connect to the server", // Safari
      "error sending request", // Deno
      "error reading a body from connection", // Deno
      "connection closed before message completed", // Deno
      "Network connection lost", // Cloudflare Workers
      "internal error; reference =", // Cloudflare Workers, when the origin can't be reached
    ],
  },
];

/**
 * The typed error for what `fetch` or the reading of a body threw; `undefined` when the network is not to blame.
 * @param fallback what it is when the table does not know it: while a body is read, nothing but the network throws
 */
export function networkError(
  cause: unknown,
  attempts: number,
  fallback: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError;
export function networkError(cause: unknown, attempts: number): ConnectionError | RequestTimeoutError | undefined;
export function networkError(
  cause: unknown,
  attempts: number,
  fallback?: ConnectionErrorKind,
): ConnectionError | RequestTimeoutError | undefined {
  const chain = causes(cause);
  const known =
    table.find(({ codes }) => codes && chain.some(({ code }) => codes.includes(code))) ??
    table.find(({ messages }) => messages?.some((start) => chain.some(({ message }) => message.startsWith(start))));
  const init = cause === undefined ? { attempts } : { cause, attempts };
  if (known?.kind === "timeout") return new RequestTimeoutError("runtime", undefined, init);
  // What Node's parser says of an answer that is no HTTP; it has some forty codes, and at times none.
  const isBroken = chain.some(({ code, name }) => name === "HTTPParserError" || code.startsWith("HPE_"));
  const kind = fallback ?? known?.kind ?? (isBroken ? "network" : undefined);
  return kind && new ConnectionError(kind, sentence(kind, chain), init);
}

function sentence(kind: ConnectionErrorKind, chain: readonly Link[]): string {
  const { code = "", message = "" } = chain.findLast((link) => link.code || link.message) ?? {};
  const detail = [code, message].filter(Boolean).join(": ");
  return detail ? `${sentences[kind]} (${detail})` : sentences[kind];
}

const sentences: Record<ConnectionErrorKind, string> = {
  refused: "The connection was refused",
  dns: "The host name could not be resolved",
  reset: "The connection was closed before an answer",
  truncated: "The connection was cut before the answer's end",
  tls: "The server's certificate is not trusted",
  network: "The connection failed",
};

interface Link {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** Code and message of an error and its causes, outermost first; an AggregateError's errors count as causes. */
function causes(thrown: unknown): Link[] {
  const found: Link[] = [];
  const queue: unknown[] = [thrown];
  while (queue.length > 0 && found.length < 10) {
    const error = queue.shift();
    if (typeof error !== "object" || error === null) continue;
    const { name, code, message, cause, errors } = error as Partial<Record<string, unknown>>;
    found.push({ name: text(name), code: text(code), message: text(message) });
    queue.push(cause, ...(Array.isArray(errors) ? (errors as unknown[]) : []));
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
