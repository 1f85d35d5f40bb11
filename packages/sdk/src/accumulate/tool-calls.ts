import type { ChatCompletionMessageToolCall } from "@org/types/schemas";
import { addFields, agree, isRecord, replaced, type Draft } from "./grow.ts";

/** A call as it stands so far. */
export interface ToolCallDraft {
  readonly index: number;
  readonly fields: Draft;
  readonly called: Draft;
}

/**
 * Joins pieces of calls: those of the same index, unless the id or the name is another one, since some providers number
 * all calls of an answer 0. A piece without an index continues the last call, or the one that has its id.
 */
export function addToolCalls(calls: ToolCallDraft[], pieces: readonly unknown[]): void {
  for (const piece of pieces) {
    if (!isRecord(piece)) continue;
    const { index, function: called, ...fields } = piece;
    const more = isRecord(called) ? called : {};
    const call = continued(calls, piece, more) ?? added(calls, index);
    addFields(call.fields, withoutEmpty(fields), replaced);
    addFields(call.called, withoutEmpty(more), (before, value, key) =>
      key === "arguments" && typeof before === "string" && typeof value === "string" ? before + value : value,
    );
  }
}

/** The calls in the order of their index, each numbered by its place, as in an answer that is not streamed. */
export function toolCallsOf(calls: readonly ToolCallDraft[]): ChatCompletionMessageToolCall[] {
  return calls.toSorted((a, b) => a.index - b.index).map(toolCallOf);
}

function toolCallOf({ fields, called }: ToolCallDraft, index: number): ChatCompletionMessageToolCall {
  return {
    id: "",
    type: "function",
    ...Object.fromEntries(fields),
    index,
    function: { name: "", ...Object.fromEntries(called) },
  };
}

function continued(
  calls: readonly ToolCallDraft[],
  { index, id }: Readonly<Record<string, unknown>>,
  { name }: Readonly<Record<string, unknown>>,
): ToolCallDraft | undefined {
  const isOfId = (call: ToolCallDraft) => Boolean(id) && call.fields.get("id") === id;
  const call =
    typeof index === "number"
      ? (calls.findLast((each) => each.index === index && isOfId(each)) ??
        calls.findLast((each) => each.index === index))
      : (calls.findLast(isOfId) ?? calls.at(-1));
  return call && agree(call.fields.get("id"), id) && agree(call.called.get("name"), name) ? call : undefined;
}

function added(calls: ToolCallDraft[], index: unknown): ToolCallDraft {
  const next = Math.max(-1, ...calls.map((call) => call.index)) + 1;
  const call = { index: typeof index === "number" ? index : next, fields: new Map(), called: new Map() };
  calls.push(call);
  return call;
}

/** An empty id or name is one that comes later; empty arguments are arguments. */
function withoutEmpty(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => value !== "" || key === "arguments"));
}
