import type { ResponseKind } from "@org/test-server/client/run-call.ts";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import type { FaultName } from "@org/test-server/fault-server/all-faults.ts";

/**
 * The outcome of a call with one retry: its end, the number of attempts, the state of the connection, and the received
 * text.
 */
export type Row = readonly [end: string, attempts: 1 | 2, socket: SocketState, text?: string];

/**
 * `kept`: all attempts share the connection, and it stays open. `client`, `server`: that side closes the connection of
 * each attempt. `closed`: either side closes it. `free`: it is kept or closed, depending on the bytes that had arrived
 * when the SDK stopped reading.
 */
export type SocketState = "kept" | "client" | "server" | "closed" | "free";

const complete: Row = ["complete", 1, "kept", greeting];
const completeAtClose: Row = ["complete", 1, "server", greeting];
const replacedCharacter: Row = ["complete", 1, "kept", "caf\ufffd"];
const stalled: Row = ["RequestTimeoutError attempt", 2, "client"];
const noResponse: Row = ["ConnectionError reset", 2, "server"];
const truncated: Row = ["ConnectionError truncated", 2, "server"];
const truncatedAfterChunks: Row = ["ConnectionError truncated", 1, "server", "Hello, world. "];
const emptyStream: Row = ["ConnectionError truncated", 2, "kept"];
const createRedirectRow = (status: number): Row => [`OpenRouterDefaultError ${status}`, 1, "kept"];
const unexpectedBody: Row = ["ResponseValidationError 200", 1, "kept"];
const unexpectedBodyAtClose: Row = ["ResponseValidationError 200", 1, "server"];

const both = (row: Row): Readonly<Record<ResponseKind, Row>> => ({ completion: row, stream: row });

export const expected: Readonly<Record<FaultName, Readonly<Record<ResponseKind, Row>>>> = {
  "close-before-headers": both(noResponse),
  "reset-before-headers": both(noResponse),
  "stall-before-headers": both(stalled),
  "close-in-headers": both(noResponse),
  "reset-in-headers": both(noResponse),
  "stall-in-headers": both(stalled),
  "invalid-status-line": both(["ConnectionError network", 2, "client"]),
  "huge-headers": both(["ConnectionError network", 2, "closed"]),
  "early-hints": both(complete),
  gzip: both(complete),
  "gzip-corrupt": both(["ConnectionError truncated", 2, "free"]),
  "content-type-wrong": both(complete),
  "content-type-missing": both(complete),
  "status-204": both(["ResponseValidationError 204", 1, "kept"]),
  "status-301": both(createRedirectRow(301)),
  "status-302": both(createRedirectRow(302)),
  "status-307": both(createRedirectRow(307)),
  "status-308": both(createRedirectRow(308)),
  "status-400": both(["ChatCompletionError 400", 1, "kept"]),
  "status-429": both(["ChatCompletionError 429", 2, "kept"]),
  "html-error-page": both(["OpenRouterDefaultError 502", 2, "kept"]),
  "empty-error-body": both(["OpenRouterDefaultError 500", 2, "kept"]),
  // The first 64 KiB are not JSON.
  "huge-error-body": both(["OpenRouterDefaultError 500", 2, "client"]),
  "stall-in-error-body": both(stalled),
  "empty-200": { completion: unexpectedBody, stream: emptyStream },
  "html-200": both(unexpectedBody),
  "error-in-200": both(["ChatCompletionError 429", 2, "kept"]),

  completion: { completion: complete, stream: unexpectedBody },
  "completion-after-white-space": { completion: complete, stream: unexpectedBody },
  "completion-until-close": { completion: completeAtClose, stream: unexpectedBodyAtClose },
  "completion-of-10-mb": { completion: ["complete", 1, "kept", "x".repeat(10 * 2 ** 20)], stream: unexpectedBody },
  "completion-drip": { completion: complete, stream: unexpectedBody },
  "reset-in-body": both(truncated),
  "stall-in-body": both(stalled),
  "content-length-truncated": both(truncated),
  "chunks-truncated": both(truncated),
  "chunk-broken": both(["ConnectionError truncated", 2, "client"]),
  "json-truncated": both(unexpectedBody),
  "json-invalid-utf8": { completion: replacedCharacter, stream: unexpectedBody },

  stream: { completion: unexpectedBody, stream: complete },
  "stream-drip": { completion: unexpectedBody, stream: complete },
  "stream-until-close": { completion: unexpectedBodyAtClose, stream: completeAtClose },
  // Without a finish_reason, the stream is truncated.
  "stream-until-close-reset": {
    completion: unexpectedBodyAtClose,
    stream: ["ConnectionError truncated", 1, "server", "lost"],
  },
  "stream-empty": { completion: unexpectedBody, stream: emptyStream },
  "stream-of-comments": { completion: unexpectedBody, stream: emptyStream },
  "stream-of-endless-comments": both(stalled),
  "stall-before-first-event": both(stalled),
  "stall-in-stream": { completion: stalled, stream: ["RequestTimeoutError idle", 1, "client", "Hello, world. "] },
  "reset-before-first-event": both(truncated),
  "reset-in-event": { completion: truncated, stream: truncatedAfterChunks },
  "close-in-event": { completion: truncated, stream: truncatedAfterChunks },
  "stream-truncated": {
    completion: unexpectedBody,
    stream: ["ConnectionError truncated", 1, "kept", "Hello, world. "],
  },
  "stream-truncated-in-event": {
    completion: unexpectedBody,
    stream: ["ConnectionError truncated", 1, "kept", "Hello, world. "],
  },
  "stream-without-done": { completion: unexpectedBody, stream: complete },
  "stream-without-last-blank-line": { completion: unexpectedBody, stream: complete },
  "error-first": { completion: unexpectedBody, stream: ["ChatCompletionError 502", 2, "free"] },
  "error-in-stream": { completion: unexpectedBody, stream: ["ChatCompletionError 500", 1, "free", "Hello, world. "] },
  "event-not-json": {
    completion: unexpectedBody,
    stream: ["ResponseValidationError 200", 1, "free", "Hello, world. "],
  },
  "event-invalid-utf8": { completion: unexpectedBody, stream: replacedCharacter },
};
