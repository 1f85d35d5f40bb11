import { describe, expect, test } from "vitest";
import { addToolCalls, toToolCalls, type ToolCallAccumulator } from "../../src/chat-stream/tool-calls.ts";

function merge(...deltas: readonly unknown[]): unknown {
  const calls: ToolCallAccumulator[] = [];
  for (const piece of deltas) addToolCalls(calls, [piece]);
  return toToolCalls(calls);
}

const call = (index: number, id: string, name: string, args?: string) => ({
  index,
  id,
  type: "function",
  function: { name, ...(args !== undefined && { arguments: args }) },
});

const callDelta = (
  index: number | undefined,
  id: string | undefined,
  name: string | null | undefined,
  args?: string,
) => ({
  ...(index !== undefined && { index }),
  ...(id !== undefined && { id }),
  type: "function",
  function: { ...(name !== undefined && { name }), ...(args !== undefined && { arguments: args }) },
});
const argumentsDelta = (index: number, args: string) => ({ index, function: { arguments: args } });

describe("addToolCalls", () => {
  test.each<[string, readonly unknown[], readonly object[]]>([
    [
      "merges deltas by index",
      [callDelta(0, "call_a", "get", ""), argumentsDelta(0, '{"city":'), argumentsDelta(0, '"Oslo"}')],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    ["accepts a call in one delta", [callDelta(0, "call_a", "get", "{}")], [call(0, "call_a", "get", "{}")]],
    [
      "merges alternating deltas of parallel calls",
      [
        callDelta(0, "call_a", "get", ""),
        callDelta(1, "call_b", "put", ""),
        argumentsDelta(0, "{}"),
        argumentsDelta(1, "[]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "sorts calls by index",
      [callDelta(1, "call_b", "put", "{}"), callDelta(0, "call_a", "get", "{}")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "{}")],
    ],
    [
      "keeps white space after the arguments",
      [callDelta(0, "call_a", "get", "{}"), argumentsDelta(0, " \n")],
      [call(0, "call_a", "get", "{} \n")],
    ],
    ["accepts a call without arguments", [callDelta(0, "call_a", "now")], [call(0, "call_a", "now")]],
    [
      "accepts null arguments",
      [{ index: 0, id: "call_a", function: { name: "now", arguments: null } }],
      [call(0, "call_a", "now", null as never)],
    ],
    [
      "accepts an id in a later delta",
      [callDelta(0, undefined, "get", "{"), callDelta(0, "call_a", undefined, "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "accepts an empty id in the first delta",
      [callDelta(0, "", "get", "{"), callDelta(0, "call_a", "", "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    ["accepts a call without an id", [callDelta(0, undefined, "get", "{}")], [call(0, "", "get", "{}")]],
    [
      "accepts a repeated id and name",
      [callDelta(0, "call_a", "get", "{"), callDelta(0, "call_a", "get", "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "starts a new call for another id under the same index",
      [callDelta(0, "call_a", "get", "{}"), callDelta(0, "call_b", "get", "{"), argumentsDelta(0, "}")],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "get", "{}")],
    ],
    [
      "starts a new call for another name under the same index without an id",
      [callDelta(0, undefined, "get", "{}"), callDelta(0, undefined, "put", "[]")],
      [call(0, "", "get", "{}"), call(1, "", "put", "[]")],
    ],
    [
      "merges alternating deltas by id under the same index",
      [
        callDelta(0, "call_a", "get", "{"),
        callDelta(0, "call_b", "put", "["),
        callDelta(0, "call_a", undefined, "}"),
        callDelta(0, "call_b", undefined, "]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "continues the call of the index if the delta has no name, whatever its id",
      [
        callDelta(0, "call_a", "get", ""),
        callDelta(0, "call_b", undefined, '{"city"'),
        callDelta(0, "call_b", undefined, ':"Oslo"}'),
      ],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    [
      "accepts a new id in every delta",
      [
        callDelta(0, "call_a", "get", "{"),
        callDelta(0, "call_b", "", '"a"'),
        callDelta(0, "call_c", null, ":1"),
        callDelta(0, "call_d", undefined, "}"),
      ],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "accepts a new id in every delta of two calls that alternate by index",
      [
        callDelta(0, "a0", "get", ""),
        callDelta(1, "b0", "put", ""),
        callDelta(0, "a1", undefined, "{"),
        callDelta(1, "b1", undefined, "["),
        callDelta(0, "a2", undefined, "}"),
        callDelta(1, "b2", undefined, "]"),
      ],
      [call(0, "a0", "get", "{}"), call(1, "b0", "put", "[]")],
    ],
    [
      "accepts a new id in every delta without an index",
      [
        callDelta(undefined, "call_a", "get", "{"),
        callDelta(undefined, "call_b", undefined, '"a":1'),
        callDelta(undefined, "call_c", undefined, "}"),
      ],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "merges alternating deltas by id without an index",
      [
        callDelta(undefined, "call_a", "get", "{"),
        callDelta(undefined, "call_b", "put", "["),
        callDelta(undefined, "call_a", undefined, "}"),
        callDelta(undefined, "call_b", "", "]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "accepts a null index",
      [
        { ...callDelta(0, "call_a", "get", "{"), index: null },
        { ...callDelta(0, undefined, undefined, "}"), index: null },
        { ...callDelta(0, "call_b", "put", "[]"), index: null },
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "accepts an index in the first delta only",
      [
        callDelta(0, "call_a", "get", "{"),
        callDelta(1, "call_b", "put", "["),
        { function: { arguments: "]" } },
        argumentsDelta(0, "}"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "accepts an index in later deltas only",
      [callDelta(undefined, "call_a", "get", "{"), argumentsDelta(0, "}")],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "accepts a name in a later delta",
      [callDelta(0, "call_a", undefined, '{"a"'), callDelta(0, undefined, "get", ":1}")],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "accepts a name in every delta without an id",
      [callDelta(0, "call_a", "get", '{"a"'), callDelta(0, undefined, "get", ":1"), callDelta(0, "", "get", "}")],
      [call(0, "call_a", "get", '{"a":1}')],
    ],
    [
      "concatenates a fragmented name under one index and id",
      [
        callDelta(0, "call_a", "get_", ""),
        callDelta(0, undefined, "wea", ""),
        callDelta(0, "call_a", "ther", ""),
        argumentsDelta(0, "{}"),
      ],
      [call(0, "call_a", "get_weather", "{}")],
    ],
    [
      "distinguishes calls by id and name if all have index 0",
      [
        callDelta(0, "call_a", "get", '{"a":1}'),
        callDelta(0, "call_b", "get", '{"a":2}'),
        callDelta(0, "call_c", "put", '{"a":3}'),
      ],
      [call(0, "call_a", "get", '{"a":1}'), call(1, "call_b", "get", '{"a":2}'), call(2, "call_c", "put", '{"a":3}')],
    ],
    [
      "separates whole calls of one function without ids, with index 0 or none",
      [
        callDelta(0, "", "get", '{"a":1}'),
        callDelta(0, "", "get", '{"a":2}'),
        callDelta(undefined, undefined, "get", '{"a":3}'),
        callDelta(undefined, undefined, "get", '{"a":4}'),
      ],
      [1, 2, 3, 4].map((a, place) => call(place, "", "get", `{"a":${a}}`)),
    ],
    [
      "separates whole calls with object arguments without ids",
      [1, 2].map((a) => ({ index: 0, function: { name: "get", arguments: { a } } })),
      [call(0, "", "get", '{"a":1}'), call(1, "", "get", '{"a":2}')],
    ],
    [
      "detects a custom tool call without a type",
      [{ index: 0, id: "call_a", custom: { name: "code", input: "x" } }],
      [{ index: 0, id: "call_a", type: "custom", custom: { name: "code", input: "x" } }],
    ],
    [
      "accepts null in every field",
      [{ index: null, id: null, type: null, function: { name: null, arguments: null } }],
      [call(0, "", "", null as never)],
    ],
    [
      "starts a new call for another name without an index, even with the same id",
      [callDelta(undefined, "x", "get", "{}"), callDelta(undefined, "x", "put", "[]")],
      [call(0, "x", "get", "{}"), call(1, "x", "put", "[]")],
    ],
    [
      "separates parallel calls by id if they share an index",
      [
        callDelta(0, "call_a", "get", ""),
        argumentsDelta(0, "{}"),
        callDelta(1, "call_b", "put", ""),
        argumentsDelta(1, "[]"),
        callDelta(1, "call_c", "put", ""),
        argumentsDelta(1, "[1]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]"), call(2, "call_c", "put", "[1]")],
    ],
    [
      "keeps known values when empty or null values follow",
      [
        callDelta(0, "call_a", "get", "{}"),
        { index: 0, id: "", type: "", function: { name: "", arguments: "" } },
        { index: 0, id: null, type: null, function: { name: null, arguments: null } },
        { index: 0, function: null },
      ],
      [call(0, "call_a", "get", "{}")],
    ],
    [
      "serializes arguments that are an object",
      [
        { index: 0, id: "call_a", type: "function", function: { name: "get", arguments: { city: "Oslo" } } },
        argumentsDelta(0, ""),
      ],
      [call(0, "call_a", "get", '{"city":"Oslo"}')],
    ],
    [
      "merges the calls of custom tools, without a function",
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
      "continues the last call without an index",
      [
        callDelta(undefined, "call_a", "get", "{"),
        { function: { arguments: "}" } },
        callDelta(undefined, "call_b", "put", "[]"),
      ],
      [call(0, "call_a", "get", "{}"), call(1, "call_b", "put", "[]")],
    ],
    [
      "keeps unknown fields",
      [
        { ...callDelta(0, "call_a", "get", "{"), extra_content: { thought: "dA" } },
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
    [
      "accepts a call without a function",
      [{ index: 0, id: "call_a" }, argumentsDelta(0, "{}")],
      [call(0, "call_a", "", "{}")],
    ],
    [
      "ignores deltas that are not objects",
      [null, "x", 4, [], callDelta(0, "call_a", "get", "{}")],
      [call(0, "call_a", "get", "{}")],
    ],
  ])("%s", (_, deltas, calls) => {
    expect(merge(...deltas)).toEqual(calls);
  });

  test("a key named __proto__ does not pollute the prototype", () => {
    const piece: unknown = JSON.parse(
      '{"index":0,"id":"a","__proto__":{"polluted":1},"function":{"name":"f","__proto__":{"polluted":1}}}',
    );
    expect(Object.getPrototypeOf((merge(piece) as [object])[0])).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});
