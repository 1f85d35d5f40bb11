import { isRecord } from "../../utils/is-record.ts";
import type { RecordedRequest } from "./types.ts";

/**
 * How {@link replayFetch} finds the recording for a request.
 *
 * - `strict`: same method, path, query and body; the order of the body's keys does not matter
 * - `loose`: same method, path, query, `model` and `stream`
 * - a function that receives the request, in its recorded form, and a recorded request
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

/** Compares a request with a recorded one, and returns a line for each difference; an empty list if they match. */
export function findMismatches(match: ReplayMatch, sent: RecordedRequest, recorded: RecordedRequest): string[] {
  const select = match === "loose" ? selectLoose : selectStrict;
  if (typeof match !== "function") return diffJSON(select(recorded), select(sent));
  if (match(sent, recorded)) return [];
  const differences = diffJSON(selectStrict(recorded), selectStrict(sent));
  return differences.length > 0 ? differences : ["the match function returned false"];
}

function selectStrict({ method, url, body, text }: RecordedRequest): Record<string, unknown> {
  // The origin may differ: recordings are made with the real service.
  const { pathname, search } = new URL(url, "http://localhost");
  return { method, path: pathname, query: search, body, text };
}

function selectLoose(request: RecordedRequest): Record<string, unknown> {
  const { body, ...rest } = selectStrict(request);
  const { model, stream } = (body ?? {}) as Record<string, unknown>;
  return { ...rest, text: undefined, body: { model, stream: stream === true } };
}

/** Compares JSON values, and returns a line for each difference, such as `body.model: recorded "a", sent "b"`. */
function diffJSON(recorded: unknown, sent: unknown, path = ""): string[] {
  if (Object.is(recorded, sent)) return [];
  if (isRecord(recorded) && isRecord(sent) && Array.isArray(recorded) === Array.isArray(sent)) {
    const isList = Array.isArray(recorded);
    return [...new Set([...Object.keys(recorded), ...Object.keys(sent)])].flatMap((key) =>
      diffJSON(recorded[key], sent[key], isList ? `${path}[${key}]` : `${path}${path && "."}${key}`),
    );
  }
  return [`${path}: recorded ${formatValue(recorded)}, sent ${formatValue(sent)}`];
}

const maxValueLength = 80;

function formatValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}
