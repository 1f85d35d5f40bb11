/**
 * A request and its response, as {@link recordFetch} writes them to a file and {@link replayFetch} reads them.
 * Credentials are replaced with `[redacted]`.
 *
 * @example
 * ```ts
 * import type { Recording } from "@org/sdk/testing.js";
 *
 * const recording: Recording = {
 *   request: { method: "POST", url: "https://openrouter.ai/api/v1/chat/completions", headers: {}, body: { messages: [] } },
 *   response: { status: 400, headers: {}, afterMs: 12, body: { error: { code: 400, message: "No" } }, end: "complete" },
 * };
 * ```
 */
export interface Recording {
  request: RecordedRequest;
  response: RecordedResponse;
}

/**
 * A recorded request. A body that is a JSON object or array is in `body`, any other in `text`; without a body, neither
 * is set.
 *
 * @example
 * ```ts
 * import type { RecordedRequest } from "@org/sdk/testing.js";
 *
 * const isPost = ({ method, url }: RecordedRequest) => method === "POST" && url.endsWith("/chat/completions");
 * ```
 */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  text?: string;
}

/**
 * A recorded response. The body is in one of `body` (a JSON object or array), `text`, `base64` (bytes that are not
 * UTF-8) and `pieces` (an event stream); without a body, none is set.
 *
 * @example
 * ```ts
 * import type { RecordedResponse } from "@org/sdk/testing.js";
 *
 * const getText = ({ pieces = [] }: RecordedResponse) => pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");
 * ```
 */
export interface RecordedResponse {
  status: number;
  statusText?: string;
  /** The headers that describe the response, not its transport. */
  headers: Record<string, string>;
  /** Time until the headers arrived, in milliseconds. */
  afterMs: number;
  body?: unknown;
  text?: string;
  base64?: string;
  pieces?: RecordedPiece[];
  /** How the body ended: complete, truncated by the connection (`cut`), or canceled by its reader. */
  end: "complete" | "cut" | "cancelled";
}

/**
 * A piece of an event stream, usually one event: its bytes, in base64 if they are not UTF-8, and the time since the
 * previous piece (or the headers), in milliseconds.
 *
 * @example
 * ```ts
 * import type { RecordedPiece } from "@org/sdk/testing.js";
 *
 * const keepalive: RecordedPiece = { afterMs: 500, text: ": OPENROUTER PROCESSING\n\n" };
 * ```
 */
export type RecordedPiece = { afterMs: number; text: string } | { afterMs: number; base64: string };
