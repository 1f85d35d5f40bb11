/**
 * One exchange with the API, as {@link recordFetch} writes it into a file and {@link replayFetch} reads it. Credentials
 * are replaced by `[redacted]`.
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
 * What was sent. A body that is a JSON object or array stands in `body`, any other in `text`, none in neither.
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
 * What came back. The body stands in one of `body` (a JSON object or array), `text`, `base64` (bytes that are no UTF-8)
 * and `pieces` (an event stream); where there was none, in none.
 *
 * @example
 * ```ts
 * import type { RecordedResponse } from "@org/sdk/testing.js";
 *
 * const textOf = ({ pieces = [] }: RecordedResponse) => pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");
 * ```
 */
export interface RecordedResponse {
  status: number;
  statusText?: string;
  /** Those that say something about the answer, not about how it was carried. */
  headers: Record<string, string>;
  /** How long it took until the headers were there, in milliseconds. */
  afterMs: number;
  body?: unknown;
  text?: string;
  base64?: string;
  pieces?: RecordedPiece[];
  /** Whether all of the body came, the connection was cut, or whoever read it went away. */
  end: "complete" | "cut" | "cancelled";
}

/**
 * A piece of an event stream, as a rule one event: its bytes, in base64 where they are no UTF-8, and the time since the
 * piece before it (or the headers) in milliseconds.
 *
 * @example
 * ```ts
 * import type { RecordedPiece } from "@org/sdk/testing.js";
 *
 * const keepalive: RecordedPiece = { afterMs: 500, text: ": OPENROUTER PROCESSING\n\n" };
 * ```
 */
export type RecordedPiece = { afterMs: number; text: string } | { afterMs: number; base64: string };
