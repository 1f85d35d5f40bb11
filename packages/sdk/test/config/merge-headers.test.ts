import { describe, expect, test } from "vitest";
import { mergeHeaders, assertHeaderValue, setHeaders } from "../../src/config/merge-headers.ts";
import { InvalidRequestError } from "../../src/models/errors.ts";
import type { HeaderOptions } from "../../src/options.ts";

type Overrides = HeadersInit | HeaderOptions | undefined;

/** Merges headers, and returns their values, joined; `""` for those that are removed. */
function merge(base: Record<string, string>, overrides: Overrides): Record<string, string> {
  const headers = new Map(Object.entries(base).map(([name, value]) => [name, [value]]));
  return Object.fromEntries([...mergeHeaders(headers, overrides)].map(([name, values]) => [name, values.join(" + ")]));
}

describe("mergeHeaders", () => {
  test.each<[string, Record<string, string>, Overrides, Record<string, string>]>([
    ["no overrides", { a: "1" }, undefined, { a: "1" }],
    ["an empty record", { a: "1" }, {}, { a: "1" }],
    ["a new name", { a: "1" }, { b: "2" }, { a: "1", b: "2" }],
    ["the same name", { a: "1" }, { a: "2" }, { a: "2" }],
    ["the same name in another case", { a: "1" }, { A: "2" }, { a: "2" }],
    ["null", { a: "1", b: "1" }, { A: null }, { a: "", b: "1" }],
    ["null for a missing header", { a: "1" }, { b: null }, { a: "1", b: "" }],
    ["undefined", { a: "1" }, { a: undefined }, { a: "1" }],
    ["an empty value", { a: "1" }, { a: "" }, { a: "" }],
    ["a value of white space", { a: "1" }, { a: " \t" }, { a: "" }],
    ["white space around a value", {}, { a: "\t b c \n" }, { a: "b c" }],
    ["Headers", { a: "1" }, new Headers({ A: "2" }), { a: "2" }],
    [
      "pairs",
      { a: "1" },
      [
        ["a", "2"],
        ["b", "3"],
      ],
      { a: "2", b: "3" },
    ],
    [
      "pairs that repeat a name",
      { a: "1" },
      [
        ["a", "2"],
        ["A", "3"],
      ],
      { a: "2 + 3" },
    ],
    [
      "cookies",
      {},
      [
        ["cookie", "a=1"],
        ["Cookie", "b=2"],
      ],
      { cookie: "a=1 + b=2" },
    ],
    ["a Map, as a list of pairs", { a: "1" }, new Map([["a", "2"]]) as unknown as HeadersInit, { a: "2" }],
    ["a number, from JavaScript", {}, { a: 5 } as unknown as HeaderOptions, { a: "5" }],
    ["Latin-1", {}, { a: "é\u00a0ÿ" }, { a: "é\u00a0ÿ" }],
    ["every token character", {}, { "!#$%&'*+-.^_`|~09azAZ": "x" }, { "!#$%&'*+-.^_`|~09azaz": "x" }],
  ])("%s", (_, base, overrides, expected) => {
    expect(merge(base, overrides)).toEqual(expected);
  });

  test("mergeHeaders leaves its arguments unchanged", () => {
    const base = new Map([["a", ["1"]]]);
    const overrides = new Headers({ b: "2" });
    mergeHeaders(base, overrides);
    expect([...base]).toEqual([["a", ["1"]]]);
    expect([...overrides]).toEqual([["b", "2"]]);
  });

  test.each(["", " ", "a b", "a\n", "a:", "ä", "a\0", "(a)", "a,b", 'a"', "a@b"])(
    "rejects the header name %j",
    (name) => {
      expect(() => mergeHeaders(new Map(), { [name]: "x" })).toThrow(InvalidRequestError);
      expect(() => mergeHeaders(new Map(), { [name]: null })).toThrow(InvalidRequestError);
    },
  );

  test.each<unknown>(["a: b", 5, true, null, Symbol("s"), () => {}])("rejects %o as headers", (overrides) => {
    expect(() => mergeHeaders(new Map(), overrides as HeaderOptions)).toThrow(InvalidRequestError);
  });
});

describe("assertHeaderValue", () => {
  test("assertHeaderValue trims white space", () => {
    for (const [text, expected] of [
      ["a", "a"],
      [" a\r\n", "a"],
      ["a\tb", "a\tb"],
      ["~ÿ", "~ÿ"],
      ["", ""],
      [" ", ""],
    ] as const) {
      expect(assertHeaderValue("It", text)).toBe(expected);
    }
  });

  test("assertHeaderValue rejects control characters and characters outside Latin-1 without showing the value", () => {
    const codes = [
      ...Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 9),
      127,
      0x100,
      0x20ac,
      0x2028,
      0xd800,
      0xfeff,
    ];
    for (const code of codes) {
      const text = `hunter2${String.fromCharCode(code)}x`;
      expect(() => assertHeaderValue("The header X-A", text)).toThrow(InvalidRequestError);
      expect(() => assertHeaderValue("The header X-A", text)).toThrow(/^The header X-A contains/);
      expect(() => assertHeaderValue("The header X-A", text)).not.toThrow(/hunter2/);
    }
  });
});

test("setHeaders sets headers, and deletes those without values", () => {
  const headers = new Headers({ a: "1", b: "2", c: "3" });
  setHeaders(
    headers,
    new Map([
      ["b", []],
      ["c", ["4"]],
      ["d", ["5", "6"]],
      ["set-cookie", ["x", "y"]],
    ]),
  );
  expect(Object.fromEntries(headers)).toMatchObject({ a: "1", c: "4", d: "5, 6" });
  expect(headers.has("b")).toBe(false);
  expect(headers.getSetCookie()).toEqual(["x", "y"]);
});
