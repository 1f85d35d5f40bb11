import { describe, expect, test } from "vitest";
import { splitEvents, type Arrival } from "../../src/testing/recording/split-events.ts";
import { createRandom } from "../support/seeded-random.ts";

const encoder = new TextEncoder();

function split(...parts: readonly string[]): [number, string][] {
  const arrivals = parts.map((part, at): Arrival => ({ at, bytes: encoder.encode(part) }));
  return splitEvents(arrivals).map(({ at, bytes }) => [at, new TextDecoder().decode(bytes)]);
}

describe("splitEvents splits after each event", () => {
  test.each<[string, string[], [number, string][]]>([
    [
      "two events in one piece",
      ["data: a\n\n: b\n\n"],
      [
        [0, "data: a\n\n"],
        [0, ": b\n\n"],
      ],
    ],
    ["one event in two pieces", ["data: ", "a\n\n"], [[1, "data: a\n\n"]]],
    [
      "pieces that split a blank line",
      ["a\n", "\nb\n\n"],
      [
        [1, "a\n\n"],
        [1, "b\n\n"],
      ],
    ],
    [
      "CRLF",
      ["a\r\n\r", "\nb\r\n\r\n"],
      [
        [1, "a\r\n\r\n"],
        [1, "b\r\n\r\n"],
      ],
    ],
    ["blank lines before the first event", ["\n\n\na\n\n"], [[0, "\n\n\na\n\n"]]],
    [
      "several blank lines between events",
      ["a\n\n\n\nb\n\n"],
      [
        [0, "a\n\n"],
        [0, "\n\nb\n\n"],
      ],
    ],
    [
      "an event without a blank line",
      ["a\n\nb", "\n"],
      [
        [0, "a\n\n"],
        [1, "b\n"],
      ],
    ],
    ["an empty piece", [""], []],
  ])("%s", (_, parts, expected) => {
    expect(split(...parts)).toEqual(expected);
  });

  test("keeps all bytes, however they arrive", () => {
    const random = createRandom(7);
    for (let run = 0; run < 300; run++) {
      const text = Array.from({ length: 40 }, () => "ab\n\n\r:"[Math.floor(random() * 6)]).join("");
      const index = Math.floor(random() * 40);
      const pieces = split(text.slice(0, index), text.slice(index));
      expect(pieces.map(([, piece]) => piece).join("")).toBe(text);
    }
  });
});
