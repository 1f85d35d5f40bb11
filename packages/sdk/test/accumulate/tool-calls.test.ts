import { describe, expect, test } from "vitest";
import { addToolCalls, toolCallsOf, type ToolCallDraft } from "../../src/accumulate/tool-calls.ts";

function joined(...pieces: readonly unknown[]): unknown {
  const calls: ToolCallDraft[] = [];
  for (const piece of pieces) addToolCalls(calls, [piece]);
  return toolCallsOf(calls);
}

const call = (index: number, id: string, name: string, args?: string) => ({
  index,
  id,
  type: "function",
  function: { name, ...(args !== undefined && { arguments: args }) },
});

const begin = (index: number | undefined, id: string | undefined, name: string | undefined, args?: string) => ({
  ...(index !== undefined && { index }),
  ...(id !== undefined && { id }),
  type: "function",
  function: { ...(name !== undefined && { name }), ...(args !== undefined && { arguments: args }) },
});
const more = (index: number, args: string) => ({ index, function: { arguments: args } });

describe("pieces of calls", () => {
  test.each<[string, readonly unknown[], readonly object[]]>([
    [
      "are joined by their index",
      [begin(0, "call_a", "get", ""), more(0, '{"city":'), more(0, '"Oslo"}')],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    ["may be whole", [begin(0, "call_a", "get", "{}")], [call(0, "call_a", "get", "{}")]],
    [
      "of parallel calls may alternate",
      [begin(0, "call_a", "get", ""), begin(1, "call_b", "put", ""), more(0, "{}"), more(1, "[]")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "are sorted by index",
      [begin(1, "call_b", "put", "{}"), begin(0, "call_a", "get", "{}")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "{}")],
    ],
    [
      "keep white space after the arguments, which says nothing about their end",
      [begin(0, "call_a", "get", "{}"), more(0, " \n")],
      [call(0, "call_a", "get", "{} \n")],
    ],
    ["may never have arguments", [begin(0, "call_a", "now")], [call(0, "call_a", "now")]],
    [
      "may have null for arguments",
      [{ index: 0, id: "call_a", function: { name: "now", arguments: null } }],
      [call(0, "call_a", "now", null as never)],
    ],
    [
      "may get their id late",
      [begin(0, undefined, "get", "{"), begin(0, "call_a", undefined, "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "may have an empty id first",
      [begin(0, "", "get", "{"), begin(0, "call_a", "", "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    ["may never get an id", [begin(0, undefined, "get", "{}")], [call(0, "", "get", "{}")]],
    [
      "may repeat id and name",
      [begin(0, "call_a", "get", "{"), begin(0, "call_a", "get", "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "of another id are another call, though the index is the same",
      [begin(0, "call_a", "get", "{}"), begin(0, "call_b", "get", "{"), more(0, "}")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "get", "{}")],
    ],
    [
      "of another name are another call, though index and id are the same or missing",
      [begin(0, undefined, "get", "{}"), begin(0, undefined, "put", "[]")],
      [call(0, "", "get", "{}"), call(1, "", "put", "[]")],
    ],
    [
      "with the same index but their own ids may alternate",
      [
        begin(0, "call_a", "get", "{"),
        begin(0, "call_b", "put", "["),
        begin(0, "call_a", undefined, "}"),
        begin(0, "call_b", undefined, "]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "without an index continue the last call",
      [
        begin(undefined, "call_a", "get", "{"),
        { function: { arguments: "}" } },
        begin(undefined, "call_b", "put", "[]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "may hold what is not known here",
      [
        { ...begin(0, "call_a", "get", "{"), extra_content: { thought: "dA" } },
        { index: 0, function: { arguments: "}", note: 1 } },
      ],
      [
        {
          ...call(0, "call_a", "get", "{}"),
          extra_content: { thought: "dA" },
          function: { name: "get", arguments: "{}", note: 1 },
        },
      ],
    ],
    ["may lack their function", [{ index: 0, id: "call_a" }, more(0, "{}")], [call(0, "call_a", "", "{}")]],
    [
      "that are no objects are passed over",
      [null, "x", 4, [], begin(0, "call_a", "get", "{}")],
      [call(0, "call_a", "get", "{}")],
    ],
  ])("%s", (_, pieces, calls) => {
    expect(joined(...pieces)).toEqual(calls);
  });

  test("a key called __proto__ pollutes nothing", () => {
    const piece: unknown = JSON.parse(
      '{"index":0,"id":"a","__proto__":{"polluted":1},"function":{"name":"f","__proto__":{"polluted":1}}}',
    );
    expect(Object.getPrototypeOf((joined(piece) as [object])[0])).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});
