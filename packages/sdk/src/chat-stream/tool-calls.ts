import type { ChatCompletionMessageToolCall } from "@org/types/schemas";
import { isJSONObject } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { appendDelta, couldBeSame, mergeFields, toObject, type Accumulator } from "./merge-delta.ts";

/** The part of a tool call that has been received. */
export interface ToolCallAccumulator {
  readonly index: number;
  readonly fields: Accumulator;
}

/**
 * Merges tool call deltas into the calls that they continue. A delta without a name continues the call of its index, or
 * without an index the last call, whatever its ID is: some servers send a new ID with every delta. Only a name starts
 * another call under an index that is in use, since some providers number all calls 0.
 */
export function addToolCalls(calls: ToolCallAccumulator[], deltas: readonly unknown[]): void {
  for (const delta of deltas) {
    if (!isJSONObject(delta)) continue;
    const { index, ...fields } = delta;
    let call = findCall(calls, delta);
    if (!call || startsNewCall(call, delta)) calls.push((call = createCall(calls, index)));
    mergeFields(call.fields, fields, (current, added, key) => {
      if (key === "id") return current || added;
      return isJSONObject(added) ? appendDelta(current, added, key) : added;
    });
  }
}

/** Returns the calls sorted by index, each numbered by its position, as in a response that is not streamed. */
export function toToolCalls(calls: readonly ToolCallAccumulator[]): ChatCompletionMessageToolCall[] {
  return calls.toSorted((a, b) => a.index - b.index).map(toToolCall);
}

function toToolCall({ fields }: ToolCallAccumulator, index: number): ChatCompletionMessageToolCall {
  const { id, type, function: called, ...others } = toObject(fields);
  const known = { ...others, id: id || "", type: type || ("custom" in others ? "custom" : "function"), index };
  const { name, ...rest } = isJSONObject(called) ? called : {};
  const isFunction = isJSONObject(called) || known.type === "function";
  const call = isFunction ? { ...known, function: { name: name || "", ...rest } } : known;
  return call as unknown as ChatCompletionMessageToolCall;
}

/** Returns the call with the delta's ID, else the last one, among the calls with its index. */
function findCall(
  calls: readonly ToolCallAccumulator[],
  { index, id }: Readonly<Record<string, unknown>>,
): ToolCallAccumulator | undefined {
  const candidates = typeof index === "number" ? calls.filter((call) => call.index === index) : calls;
  return candidates.findLast(({ fields }) => id && fields.get("id") === id) ?? candidates.at(-1);
}

function startsNewCall({ fields }: ToolCallAccumulator, delta: Readonly<Record<string, unknown>>): boolean {
  const { id, index } = delta;
  const { name, args } = readFunction(delta);
  if (!name) return false;
  const knownId = fields.get("id");
  if (!couldBeSame(knownId, id)) return true;
  const known = readFunction(Object.fromEntries(fields));
  // Without an ID, or with one ID for all calls, only the name distinguishes them; under an index it may be fragmented.
  if (!couldBeSame(known.name, name)) return !knownId || typeof index !== "number";
  // A complete call without an ID, after another complete call of the same function.
  return !id && (isJSONObject(args) || hasText(args)) && hasText(known.args) && safeParseJSON(known.args) !== undefined;
}

function readFunction(fields: Readonly<Record<string, unknown>>): { name?: unknown; args?: unknown } {
  const { name, arguments: args } = (fields["function"] ?? fields["custom"] ?? {}) as Record<string, unknown>;
  return { name, args };
}

function hasText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function createCall(calls: readonly ToolCallAccumulator[], index: unknown): ToolCallAccumulator {
  const next = Math.max(-1, ...calls.map((call) => call.index)) + 1;
  return { index: typeof index === "number" ? index : next, fields: new Map() };
}
