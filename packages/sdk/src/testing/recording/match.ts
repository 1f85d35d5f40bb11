import { differences } from "./json-diff.ts";
import type { RecordedRequest } from "./types.ts";

/**
 * Which recordings may answer a request.
 *
 * - `strict`: method, path, query and body are the same; the order of the body's keys does not matter
 * - `loose`: method, path, query, `model`, and whether a stream is asked for
 * - a function that says so of a request as it would be recorded, and of one that was
 *
 * @example
 * ```ts
 * import type { ReplayMatch } from "@org/sdk/testing.js";
 *
 * const byFirstMessage: ReplayMatch = (sent, recorded) => first(sent.body) === first(recorded.body);
 * const first = (body: unknown) => JSON.stringify((body as { messages?: unknown[] }).messages?.[0]);
 * ```
 */
export type ReplayMatch = "strict" | "loose" | ((sent: RecordedRequest, recorded: RecordedRequest) => boolean);

/** What keeps a recording from answering a request, a line for each difference; nothing if it may. */
export function mismatches(match: ReplayMatch, sent: RecordedRequest, recorded: RecordedRequest): string[] {
  const part = match === "loose" ? looseParts : strictParts;
  if (typeof match !== "function") return differences(part(recorded), part(sent));
  if (match(sent, recorded)) return [];
  const found = differences(strictParts(recorded), strictParts(sent));
  return found.length > 0 ? found : ["the function that was given as match refuses it"];
}

function strictParts({ method, url, body, text }: RecordedRequest): Record<string, unknown> {
  // Where the service is may differ: a recording is made from the real one.
  const { pathname, search } = new URL(url, "http://localhost");
  return { method, path: pathname, query: search, body, text };
}

function looseParts(request: RecordedRequest): Record<string, unknown> {
  const { body, ...parts } = strictParts(request);
  const { model, stream } = (body ?? {}) as Record<string, unknown>;
  return { ...parts, text: undefined, body: { model, stream: stream === true } };
}
