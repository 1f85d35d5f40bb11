import { describe, expect, test } from "vitest";
import { addToolCalls, toToolCalls, type ToolCallAccumulator } from "../../src/chat-stream/tool-calls.ts";

function joined(...pieces: readonly unknown[]): unknown {
  const calls: ToolCallAccumulator[] = [];
  for (const piece of pieces) addToolCalls(calls, [piece]);
  return toToolCalls(calls);
}

const call = (index: number, id: string, name: string, args?: string) => ({
  index,
  id,
  type: "function",
  function: { name, ...(args !== undefined && { arguments: args }) },
});

const begin = (index: number | undefined, id: string | undefined, name: string | null | undefined, args?: string) => ({
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
      "of another name are another call, though the index is the same and there is no id",
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
      "without a name continue the call of their index, whatever id they have",
      [
        begin(0, "call_a", "get", ""),
        begin(0, "call_b", undefined, '{"city"'),
        begin(0, "call_b", undefined, ':"Oslo"}'),
      ],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    [
      "may have a new id in every piece",
      [
        begin(0, "call_a", "get", "{"),
        begin(0, "call_b", "", '"a"'),
        begin(0, "call_c", null, ":1"),
        begin(0, "call_d", undefined, "}"),
      ],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "may have a new id in every piece of two calls that alternate by index",
      [
        begin(0, "a0", "get", ""),
        begin(1, "b0", "put", ""),
        begin(0, "a1", undefined, "{"),
        begin(1, "b1", undefined, "["),
        begin(0, "a2", undefined, "}"),
        begin(1, "b2", undefined, "]"),
      ],
      [call(0, "a0", "get", "{}"), call(1, "b0", "put", "[]")],
    ],
    [
      "may have a new id in every piece, and no index",
      [
        begin(undefined, "call_a", "get", "{"),
        begin(undefined, "call_b", undefined, '"a":1'),
        begin(undefined, "call_c", undefined, "}"),
      ],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "without an index may alternate by their ids",
      [
        begin(undefined, "call_a", "get", "{"),
        begin(undefined, "call_b", "put", "["),
        begin(undefined, "call_a", undefined, "}"),
        begin(undefined, "call_b", "", "]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "may have null for an index",
      [
        { ...begin(0, "call_a", "get", "{"), index: null },
        { ...begin(0, undefined, undefined, "}"), index: null },
        { ...begin(0, "call_b", "put", "[]"), index: null },
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "may lose their index after the first one",
      [begin(0, "call_a", "get", "{"), begin(1, "call_b", "put", "["), { function: { arguments: "]" } }, more(0, "}")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "may get their index late",
      [begin(undefined, "call_a", "get", "{"), more(0, "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "may get their name late",
      [begin(0, "call_a", undefined, '{"a"'), begin(0, undefined, "get", ":1}")],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "may repeat the name with every piece, without an id",
      [begin(0, "call_a", "get", '{"a"'), begin(0, undefined, "get", ":1"), begin(0, "", "get", "}")],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "may have a name in pieces, under one index and id",
      [begin(0, "call_a", "get_", ""), begin(0, undefined, "wea", ""), begin(0, "call_a", "ther", ""), more(0, "{}")],
      [call(0, "call_a", "get_weather", "{}")],
    ],
    [
      "are told apart by id and name where all are numbered 0",
      [
        begin(0, "call_a", "get", '{"a":1}'),
        begin(0, "call_b", "get", '{"a":2}'),
        begin(0, "call_c", "put", '{"a":3}'),
      ],
      [call(0, "call_a", "get", '{"a":1}'), call(1, "call_b", "get", '{"a":2}'), call(2, "call_c", "put", '{"a":3}')],
    ],
    [
      "of whole calls of one function are calls of their own, without ids, numbered 0 or not at all",
      [
        begin(0, "", "get", '{"a":1}'),
        begin(0, "", "get", '{"a":2}'),
        begin(undefined, undefined, "get", '{"a":3}'),
        begin(undefined, undefined, "get", '{"a":4}'),
      ],
      [1, 2, 3, 4].map((a, place) => call(place, "", "get", `{"a":${a}}`)),
    ],
    [
      "of whole calls whose arguments are objects are calls of their own, without ids",
      [1, 2].map((a) => ({ index: 0, function: { name: "get", arguments: { a } } })),
      [call(0, "", "get", '{"a":1}'), call(1, "", "get", '{"a":2}')],
    ],
    [
      "of a custom tool need no type",
      [{ index: 0, id: "call_a", custom: { name: "code", input: "x" } }],
      [{ index: 0, id: "call_a", type: "custom", custom: { name: "code", input: "x" } }],
    ],
    [
      "may have null for everything",
      [{ index: null, id: null, type: null, function: { name: null, arguments: null } }],
      [call(0, "", "", null as never)],
    ],
    [
      "of another name are another call without an index, though they have one id for all",
      [begin(undefined, "x", "get", "{}"), begin(undefined, "x", "put", "[]")],
      [call(0, "x", "get", "{}"), call(1, "x", "put", "[]")],
    ],
    [
      "may repeat an index in parallel calls that have their own ids",
      [
        begin(0, "call_a", "get", ""),
        more(0, "{}"),
        begin(1, "call_b", "put", ""),
        more(1, "[]"),
        begin(1, "call_c", "put", ""),
        more(1, "[1]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]"), call(2, "call_c", "put", "[1]")],
    ],
    [
      "keep what is known when empty or null values follow",
      [
        begin(0, "call_a", "get", "{}"),
        { index: 0, id: "", type: "", function: { name: "", arguments: "" } },
        { index: 0, id: null, type: null, function: { name: null, arguments: null } },
        { index: 0, function: null },
      ],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "may have their arguments as an object, which becomes its text",
      [
        { index: 0, id: "call_a", type: "function", function: { name: "get", arguments: { city: "Oslo" } } },
        more(0, ""),
      ],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    [
      "of a custom tool are joined, and have no function",
      [
        { index: 0, id: "call_a", type: "custom", custom: { name: "code", input: "" } },
        { index: 0, custom: { input: "print" } },
        { index: 0, id: "call_b", custom: { input: "(1)" } },
        { index: 1, id: "call_c", type: "function", function: { name: "get", arguments: "{}" } },
      ],
      [
        { index: 0, id: "call_a", type: "custom", custom: { name: "code", input: "print(1)" } },
        call(1, "call_c", "get", "{}"),
      ],
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
