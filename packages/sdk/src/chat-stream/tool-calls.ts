import type { ChatCompletionMessageToolCall } from "@org/types/schemas";
import { safeParseJSON } from "../utils/parse-json.ts";
import { addFields, agree, fieldsOf, grown, isRecord, type Draft } from "./merge-delta.ts";

/** A call as far as it has arrived. */
export interface ToolCallDraft {
  readonly index: number;
  readonly fields: Draft;
}

/**
 * Joins pieces to the calls that they continue. A piece without a name continues the call of its index, or without an
 * index the last one, whatever its id is: some servers send another id with every piece. Only a name begins another call
 * under an index that is in use, since some providers number all calls 0.
 */
export function addToolCalls(calls: ToolCallDraft[], pieces: readonly unknown[]): void {
  for (const piece of pieces) {
    if (!isRecord(piece)) continue;
    const { index, ...fields } = piece;
    let call = findCall(calls, piece);
    if (!call || beginsAnother(call, piece)) calls.push((call = createCall(calls, index)));
    addFields(call.fields, fields, (before, added, key) => {
      if (key === "id") return before || added;
      return isRecord(added) ? grown(before, added, key) : added;
    });
  }
}

/** The calls in the order of their index, each numbered by its place, as in a response that is not streamed. */
export function toolCallsOf(calls: readonly ToolCallDraft[]): ChatCompletionMessageToolCall[] {
  return calls.toSorted((a, b) => a.index - b.index).map(toolCallOf);
}

function toolCallOf({ fields }: ToolCallDraft, index: number): ChatCompletionMessageToolCall {
  const { id, type, function: called, ...others } = fieldsOf(fields);
  const known = { ...others, id: id || "", type: type || ("custom" in others ? "custom" : "function"), index };
  const { name, ...more } = isRecord(called) ? called : {};
  const isFunction = isRecord(called) || known.type === "function";
  const call = isFunction ? { ...known, function: { name: name || "", ...more } } : known;
  return call as unknown as ChatCompletionMessageToolCall;
}

/** The call with the piece's id, else the last one, of those with its index. */
function findCall(
  calls: readonly ToolCallDraft[],
  { index, id }: Readonly<Record<string, unknown>>,
): ToolCallDraft | undefined {
  const candidates = typeof index === "number" ? calls.filter((call) => call.index === index) : calls;
  return candidates.findLast(({ fields }) => id && fields.get("id") === id) ?? candidates.at(-1);
}

function beginsAnother({ fields }: ToolCallDraft, piece: Readonly<Record<string, unknown>>): boolean {
  const { id, index } = piece;
  const { name, args } = readFunction(piece);
  if (!name) return false;
  const knownId = fields.get("id");
  if (!agree(knownId, id)) return true;
  const known = readFunction(Object.fromEntries(fields));
  // Without an id, or with one id for all, only the name tells calls apart; under an index it may arrive in pieces.
  if (!agree(known.name, name)) return !knownId || typeof index !== "number";
  // A call that is sent whole, without an id, next to another one of the same function.
  return !id && (isRecord(args) || isText(args)) && isText(known.args) && safeParseJSON(known.args) !== undefined;
}

function readFunction(fields: Readonly<Record<string, unknown>>): { name?: unknown; args?: unknown } {
  const { name, arguments: args } = (fields["function"] ?? fields["custom"] ?? {}) as Record<string, unknown>;
  return { name, args };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function createCall(calls: readonly ToolCallDraft[], index: unknown): ToolCallDraft {
  const next = Math.max(-1, ...calls.map((call) => call.index)) + 1;
  return { index: typeof index === "number" ? index : next, fields: new Map() };
}
