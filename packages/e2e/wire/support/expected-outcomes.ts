import type { Asked } from "@org/test-server/client/run-call.ts";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import type { FaultName } from "@org/test-server/fault-server/faults.ts";

/**
 * What a call must come to with one retry: its end, the attempts made, what becomes of the connection, and the
 * text that came. `kept`: all attempts shared it, and it can be used again. `client`, `server`: who closed it, for
 * each attempt; `closed`: whoever was first. `free`: kept or closed, by how much had arrived when the SDK had read enough.
 */
export type Row = readonly [end: string, attempts: 1 | 2, socket: Socket, said?: string];
export type Socket = "kept" | "client" | "server" | "closed" | "free";

const whole: Row = ["whole", 1, "kept", greeting];
const wholeAtClose: Row = ["whole", 1, "server", greeting];
const garbled: Row = ["whole", 1, "kept", "caf\ufffd"];
const stalled: Row = ["RequestTimeoutError attempt", 2, "client"];
const noAnswer: Row = ["ConnectionError reset", 2, "server"];
const cut: Row = ["ConnectionError truncated", 2, "server"];
const cutLate: Row = ["ConnectionError truncated", 1, "server", "Hello, world. "];
const nothing: Row = ["ConnectionError truncated", 2, "kept"];
const redirected = (status: number): Row => [`OpenRouterDefaultError ${status}`, 1, "kept"];
const notUnderstood: Row = ["ResponseValidationError 200", 1, "kept"];
const notUnderstoodAtClose: Row = ["ResponseValidationError 200", 1, "server"];

const both = (row: Row): Readonly<Record<Asked, Row>> => ({ completion: row, stream: row });

export const expected: Readonly<Record<FaultName, Readonly<Record<Asked, Row>>>> = {
  "close-before-headers": both(noAnswer),
  "reset-before-headers": both(noAnswer),
  "stall-before-headers": both(stalled),
  "close-in-headers": both(noAnswer),
  "reset-in-headers": both(noAnswer),
  "stall-in-headers": both(stalled),
  "invalid-status-line": both(["ConnectionError network", 2, "client"]),
  "huge-headers": both(["ConnectionError network", 2, "closed"]),
  "early-hints": both(whole),
  gzip: both(whole),
  "gzip-corrupt": both(["ConnectionError truncated", 2, "free"]),
  "content-type-wrong": both(whole),
  "content-type-missing": both(whole),
  "status-204": both(["ResponseValidationError 204", 1, "kept"]),
  "status-301": both(redirected(301)),
  "status-302": both(redirected(302)),
  "status-307": both(redirected(307)),
  "status-308": both(redirected(308)),
  "status-400": both(["ChatCompletionError 400", 1, "kept"]),
  "status-429": both(["ChatCompletionError 429", 2, "kept"]),
  "html-error-page": both(["OpenRouterDefaultError 502", 2, "kept"]),
  "empty-error-body": both(["OpenRouterDefaultError 500", 2, "kept"]),
  // Cut at 64 KiB it is no JSON any more.
  "huge-error-body": both(["OpenRouterDefaultError 500", 2, "client"]),
  "stall-in-error-body": both(stalled),
  "empty-200": { completion: notUnderstood, stream: nothing },
  "html-200": both(notUnderstood),
  "error-in-200": both(["ChatCompletionError 429", 2, "kept"]),

  completion: { completion: whole, stream: notUnderstood },
  "completion-behind-white-space": { completion: whole, stream: notUnderstood },
  "completion-until-close": { completion: wholeAtClose, stream: notUnderstoodAtClose },
  "completion-of-10-mb": { completion: ["whole", 1, "kept", "x".repeat(10 * 2 ** 20)], stream: notUnderstood },
  "completion-drip": { completion: whole, stream: notUnderstood },
  "reset-in-body": both(cut),
  "stall-in-body": both(stalled),
  "content-length-truncated": both(cut),
  "chunks-truncated": both(cut),
  "chunk-broken": both(["ConnectionError truncated", 2, "client"]),
  "json-truncated": both(notUnderstood),
  "json-invalid-utf8": { completion: garbled, stream: notUnderstood },

  stream: { completion: notUnderstood, stream: whole },
  "stream-drip": { completion: notUnderstood, stream: whole },
  "stream-until-close": { completion: notUnderstoodAtClose, stream: wholeAtClose },
  // Its missing finish_reason gives it away.
  "stream-until-close-reset": {
    completion: notUnderstoodAtClose,
    stream: ["ConnectionError truncated", 1, "server", "lost"],
  },
  "stream-empty": { completion: notUnderstood, stream: nothing },
  "stream-of-comments": { completion: notUnderstood, stream: nothing },
  "stream-of-endless-comments": both(stalled),
  "stall-before-first-event": both(stalled),
  "stall-in-stream": { completion: stalled, stream: ["RequestTimeoutError idle", 1, "client", "Hello, world. "] },
  "reset-before-first-event": both(cut),
  "reset-in-event": { completion: cut, stream: cutLate },
  "close-in-event": { completion: cut, stream: cutLate },
  "stream-cut": { completion: notUnderstood, stream: ["ConnectionError truncated", 1, "kept", "Hello, world. "] },
  "stream-cut-in-event": {
    completion: notUnderstood,
    stream: ["ConnectionError truncated", 1, "kept", "Hello, world. "],
  },
  "stream-without-done": { completion: notUnderstood, stream: whole },
  "stream-without-last-blank-line": { completion: notUnderstood, stream: whole },
  "error-first": { completion: notUnderstood, stream: ["ChatCompletionError 502", 2, "free"] },
  "error-in-stream": { completion: notUnderstood, stream: ["ChatCompletionError 500", 1, "free", "Hello, world. "] },
  "event-not-json": { completion: notUnderstood, stream: ["ResponseValidationError 200", 1, "free", "Hello, world. "] },
  "event-invalid-utf8": { completion: notUnderstood, stream: garbled },
};
