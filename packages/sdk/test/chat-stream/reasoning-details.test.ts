import { describe, expect, test } from "vitest";
import type { ReasoningDetail } from "@org/types/schemas";
import { addReasoningDetails } from "../../src/chat-stream/reasoning-details.ts";

function merge(...deltas: readonly unknown[]): ReasoningDetail[] {
  const blocks: ReasoningDetail[] = [];
  for (const piece of deltas) addReasoningDetails(blocks, [piece]);
  return blocks;
}

const text = (index: number | undefined, more: object) => ({
  type: "reasoning.text",
  ...(index !== undefined && { index }),
  ...more,
});
const encrypted = (index: number | undefined, more: object) => ({
  type: "reasoning.encrypted",
  ...(index !== undefined && { index }),
  ...more,
});

describe("addReasoningDetails merges into one block", () => {
  test.each<[string, readonly object[], readonly object[]]>([
    [
      "texts of one index, and a signature in a delta without text",
      [text(0, { text: "First, " }), text(0, { text: "look." }), text(0, { signature: "c2lnbg" })],
      [text(0, { text: "First, look.", signature: "c2lnbg" })],
    ],
    ["a signature without text", [text(0, { signature: "c2lnbg" })], [text(0, { signature: "c2lnbg" })]],
    [
      "text that is null in the first delta",
      [text(0, { text: null }), text(0, { text: "a" })],
      [text(0, { text: "a" })],
    ],
    [
      "a format and an id in a later delta, and null after it",
      [
        text(0, { text: "a", format: null }),
        text(0, { text: "b", format: "f", id: "i" }),
        text(0, { text: "c", format: null }),
      ],
      [text(0, { text: "abc", format: "f", id: "i" })],
    ],
    [
      "a signature that is repeated with each piece",
      [text(0, { text: "a", signature: "s" }), text(0, { text: "b", signature: "s" })],
      [text(0, { text: "ab", signature: "s" })],
    ],
    [
      "summaries",
      [
        { type: "reasoning.summary", index: 0, summary: "Wei" },
        { type: "reasoning.summary", index: 0, summary: "ghs." },
      ],
      [{ type: "reasoning.summary", index: 0, summary: "Weighs." }],
    ],
    [
      "encrypted data of one index",
      [encrypted(0, { data: "YWJj" }), encrypted(0, { data: "ZGVm" })],
      [encrypted(0, { data: "YWJjZGVm" })],
    ],
    [
      "an encrypted block that is sent twice",
      [encrypted(0, { data: "YWJj" }), text(1, { text: "a" }), encrypted(0, { data: "YWJj" })],
      [encrypted(0, { data: "YWJj" }), text(1, { text: "a" })],
    ],
    [
      "an encrypted block that is sent twice, without an index or with null, or with another one",
      [
        encrypted(undefined, { data: "YWJj" }),
        { ...encrypted(0, { data: "YWJj" }), index: null, id: null },
        encrypted(3, { data: "YWJj" }),
      ],
      [encrypted(undefined, { data: "YWJj" })],
    ],
    [
      "a signed text that is sent again as a whole, and a signature that is sent again alone",
      [
        text(0, { text: "a" }),
        text(0, { text: "b", signature: "s" }),
        text(0, { text: "ab", signature: "s" }),
        encrypted(0, { data: "YWJj" }),
        text(0, { signature: "s" }),
      ],
      [text(0, { text: "ab", signature: "s" }), encrypted(0, { data: "YWJj" })],
    ],
    [
      "texts with null for an index, one after the other",
      [
        { ...text(0, { text: "a" }), index: null },
        { ...text(0, { text: "b" }), index: null },
      ],
      [{ ...text(0, { text: "ab" }), index: null }],
    ],
    [
      "texts without an index, one after the other",
      [text(undefined, { text: "a" }), text(undefined, { text: "b" })],
      [text(undefined, { text: "ab" })],
    ],
    [
      "blocks whose deltas alternate, in the order of their first deltas",
      [text(1, { text: "b" }), text(0, { text: "a" }), text(1, { text: "B" }), text(0, { text: "A" })],
      [text(1, { text: "bB" }), text(0, { text: "aA" })],
    ],
    [
      "unknown fields",
      [text(0, { text: "a", weight: 1 }), text(0, { text: "b", weight: 2, more: ["x"] })],
      [text(0, { text: "ab", weight: 2, more: ["x"] })],
    ],
  ])("%s", (_, deltas, blocks) => {
    expect(merge(...deltas)).toEqual(blocks);
  });
});

describe("addReasoningDetails keeps as separate blocks", () => {
  test.each<[string, readonly object[]]>([
    ["another index", [text(0, { text: "a" }), text(1, { text: "b" })]],
    ["another type", [text(0, { text: "a" }), encrypted(0, { data: "YWJj" })]],
    ["another id", [encrypted(0, { id: "rs_1", data: "YWJj" }), encrypted(0, { id: "rs_2", data: "ZGVm" })]],
    [
      "encrypted data with null for an index and an id",
      [
        { ...encrypted(0, { data: "YWJj" }), index: null, id: null },
        { ...encrypted(0, { data: "ZGVm" }), index: null, id: null },
      ],
    ],
    [
      "encrypted details with the same data, but different ids",
      [encrypted(0, { id: "rs_1", data: "YWJj" }), encrypted(0, { id: "rs_2", data: "YWJj" })],
    ],
    [
      "texts of one index around an encrypted block of that index",
      [text(0, { text: "a" }), encrypted(0, { data: "YWJj" }), text(0, { text: "b" })],
    ],
    [
      "texts with null for an index around an encrypted block",
      [
        { ...text(0, { text: "a" }), index: null },
        { ...encrypted(0, { data: "YWJj" }), index: null },
        { ...text(0, { text: "b" }), index: null },
      ],
    ],
    [
      "types named like properties of Object.prototype",
      [
        { type: "toString", x: "a" },
        { type: "__proto__", x: "b" },
      ],
    ],
    [
      "encrypted reasoning without an index",
      [encrypted(undefined, { data: "YWJj" }), encrypted(undefined, { data: "ZGVm" })],
    ],
    ["a text after the signature", [text(0, { text: "a", signature: "s" }), text(0, { text: "b" })]],
    ["a second signature", [text(0, { text: "a", signature: "s" }), text(0, { signature: "t" })]],
    [
      "texts without an index with something between",
      [text(undefined, { text: "a" }), encrypted(undefined, { data: "YWJj" }), text(undefined, { text: "b" })],
    ],
    [
      "tools that the service ran",
      [
        { type: "reasoning.server_tool_call", index: 0, tool_name: "t", arguments: "{}", result: "1" },
        { type: "reasoning.server_tool_call", index: 0, tool_name: "t", arguments: "{}", result: "2" },
      ],
    ],
    [
      "unknown types",
      [
        { type: "reasoning.drawing", index: 0, strokes: "a" },
        { type: "reasoning.drawing", index: 0, strokes: "b" },
      ],
    ],
  ])("%s", (_, deltas) => {
    expect(merge(...deltas)).toEqual(deltas);
  });

  test("a signed block, and the deltas after it merged into another", () => {
    const deltas = [
      text(0, { text: "a" }),
      text(0, { signature: "s" }),
      text(0, { text: "b" }),
      text(0, { text: "B" }),
      text(0, { signature: "t" }),
    ];
    expect(merge(...deltas)).toEqual([text(0, { text: "a", signature: "s" }), text(0, { text: "bB", signature: "t" })]);
  });
});

test("addReasoningDetails does not change the deltas, and ignores those that are not objects", () => {
  const first = text(0, { text: "a" });
  const second = text(0, { text: "b" });
  expect(merge(first, null, "text", 1, [], second)).toEqual([text(0, { text: "ab" })]);
  expect([first, second]).toEqual([text(0, { text: "a" }), text(0, { text: "b" })]);
});
