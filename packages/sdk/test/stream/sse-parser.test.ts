import { describe, expect, test } from "vitest";
import { createSSEParser, EventTooLargeError } from "../../src/stream/sse-parser.ts";
import { createRandom } from "../support/seeded-random.ts";
import { parseWithReference } from "../support/reference-parser.ts";

/** Parses pieces of a stream. Returns the events, and the last event if it has no blank line. */
function parse(pieces: Iterable<string>, maxBytes = Infinity): { events: string[]; rest: string | undefined } {
  const parser = createSSEParser(maxBytes);
  const events: string[] = [];
  for (const piece of pieces) {
    parser.push(piece);
    for (let data = parser.next(); data !== undefined; data = parser.next()) events.push(data);
  }
  return { events, rest: parser.end() };
}

const vectors: [string, string, string[]][] = [
  ["one event", "data: a\n\n", ["a"]],
  ["two events", "data: a\n\ndata: b\n\n", ["a", "b"]],
  ["no space after the colon", "data:a\n\n", ["a"]],
  ["only the first space is dropped", "data:  a \n\n", [" a "]],
  ["a tab is kept", "data:\ta\n\n", ["\ta"]],
  ["several lines", "data: a\ndata: b\ndata:\ndata: c\n\n", ["a\nb\n\nc"]],
  ["lines with other fields between them", "data: a\nid: 1\n: c\ndata: b\n\n", ["a\nb"]],
  ["empty data", "data:\n\ndata\n\ndata: \n\n", ["", "", ""]],
  ["empty data twice", "data\ndata\n\n", ["\n"]],
  ["a comment", ": c\n\n:\n\n:data: a\n\n", []],
  ["fields without colon", "data\nid\nfoo\n\n", [""]],
  ["other fields", "event: e\nid: 1\nretry: 5\nfoo: bar\n\n", []],
  ["fields that begin like data", "database: a\ndata2: b\nDATA: c\ndat: d\n data: e\ndata : f\n\n", []],
  ["a colon in the value", "data: a: b\n\n", ["a: b"]],
  ["a value of a colon", "data::\n\n", [":"]],
  ["CR", "data: a\r\rdata: b\r\r", ["a", "b"]],
  ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
  ["mixed line endings", "data: a\r\ndata: b\rdata: c\n\r\n", ["a\nb\nc"]],
  ["LF CR is two line endings", "data: a\n\rdata: b\n\n", ["a", "b"]],
  ["CR CR LF is two line endings", "data: a\r\r\ndata: b\n\n", ["a", "b"]],
  ["many blank lines", "\n\n\r\n\rdata: a\n\n\n\n", ["a"]],
  ["a BOM", "\ufeffdata: a\n\n", ["a"]],
  ["a second BOM", "\ufeff\ufeffdata: a\n\ndata: b\n\n", ["b"]],
  ["a BOM later on", "data: a\n\n\ufeffdata: b\n\ndata: \ufeff\n\n", ["a", "\ufeff"]],
  ["NUL and other control characters", "data: \0\u000b\u000c\u0085\u2028\n\n", ["\0\u000b\u000c\u0085\u2028"]],
  ["an event without its blank line", "data: a\n\ndata: b\n", ["a"]],
  ["nothing", "", []],
];

describe.each(vectors)("%s", (_, text, expected) => {
  test("has the same events as the reference parser", () => {
    expect(parseWithReference(text)).toEqual(expected);
  });

  test("is parsed as one piece", () => {
    expect(parse([text]).events).toEqual(expected);
  });

  test("is parsed one UTF-16 unit at a time", () => {
    expect(parse(text.split("")).events).toEqual(expected);
  });

  test("is parsed when split at every position", () => {
    for (let index = 0; index <= text.length; index++) {
      expect(parse([text.slice(0, index), "", text.slice(index)]).events, `split at ${index}`).toEqual(expected);
    }
  });
});

describe("500 random streams", () => {
  const tokens = [
    "data",
    "data:",
    "data: ",
    ":",
    "id: 1",
    "event",
    "x",
    "{}",
    " ",
    "\ufeff",
    "🙂",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\r\r",
    "\r\n\r\n",
  ];

  test("have the same events as in the reference parser, in pieces of any size", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = createRandom(seed);
      const randomBelow = (limit: number) => Math.floor(random() * limit);
      const text = Array.from({ length: randomBelow(60) }, () => tokens[randomBelow(tokens.length)] ?? "").join("");
      const pieces: string[] = [];
      for (let at = 0; at < text.length;) {
        const next = at + randomBelow(1 + randomBelow(12));
        pieces.push(text.slice(at, next));
        at = next;
      }
      expect(parse(pieces).events, `seed ${seed}: ${JSON.stringify(pieces)}`).toEqual(parseWithReference(text));
    }
  });
});

test("keeps text that is pushed before earlier events are read", () => {
  const parser = createSSEParser(Infinity);
  for (const piece of ["data: a\n\nda", "ta: b\r", "\ndata: c\r\n\r", "\ndata: d\n\n"]) parser.push(piece);
  expect([parser.next(), parser.next(), parser.next(), parser.next()]).toEqual(["a", "b\nc", "d", undefined]);
});

describe("the last event without its blank line", () => {
  test.each([
    ["data: a\n\ndata: b", "b"],
    ["data: a\n\ndata: b\n", "b"],
    ["data: a\n\ndata: b\r", "b"],
    ["data: a\n\ndata: b\r\n", "b"],
    ["data: a\n\ndata: b\ndata: c", "b\nc"],
    ["data: a\n\nid: 1", undefined],
    ["data: a\n\n: c", undefined],
    ["data: a\n\n", undefined],
    ["data: a\n\ndat", undefined],
    ["data", ""],
    ["", undefined],
  ])("%j is %j", (text, rest) => {
    expect(parse([text])).toEqual({ events: text.startsWith("data: a") ? ["a"] : [], rest });
    expect(parse(text.split("")).rest).toBe(rest);
  });

  test("end() returns the last event once", () => {
    const parser = createSSEParser(Infinity);
    parser.push("data: a");
    expect(parser.next()).toBeUndefined();
    expect(parser.end()).toBe("a");
    expect(parser.end()).toBeUndefined();
  });
});

describe("maxBytes", () => {
  test("maxBytes limits an event's data in UTF-8, with its lines joined by LF", () => {
    for (const [data, size] of [
      ["abcd", 4],
      ["é", 2],
      ["日", 3],
      ["🙂", 4],
    ] as const) {
      expect(parse([`data: ${data}\n\n`], size).events).toEqual([data]);
      expect(() => parse([`data: ${data}\n\n`], size - 1)).toThrow(EventTooLargeError);
    }
    expect(parse(["data: ab\ndata: c\n\n"], 4).events).toEqual(["ab\nc"]);
    expect(() => parse(["data: ab\ndata: c\n\n"], 3)).toThrow(EventTooLargeError);
  });

  test("maxBytes applies to each event and comment separately", () => {
    const text = "data: abcd\n\n: comment\n".repeat(100);
    expect(parse([text], 20).events).toHaveLength(100);
  });

  test("maxBytes is checked before the end of an event, a line and a comment", () => {
    for (const start of ["data: ", ": ", "id: ", "x"]) {
      const parser = createSSEParser(100);
      parser.push(start);
      const feed = () => {
        for (let piece = 0; piece < 20; piece++) {
          parser.push("y".repeat(10));
          parser.next();
        }
      };
      expect(feed).toThrow(EventTooLargeError);
    }
  });
});

describe("parsing time is linear in the text", () => {
  test("parses an event of 4 MB in pieces of a few characters in linear time", () => {
    const parser = createSSEParser(Infinity);
    parser.push("data: ");
    for (let piece = 0; piece < 1_000_000; piece++) {
      parser.push("abcd");
      parser.next();
    }
    parser.push("\n\n");
    expect(parser.next()).toHaveLength(4_000_000);
  });

  test.each([
    ["LF", "\n"],
    ["CR", "\r"],
    ["CRLF", "\r\n"],
  ])("parses 400 000 events in one piece in linear time, with %s line endings", (_, end) => {
    const text = `data: ab${end}${end}`.repeat(400_000);
    expect(parse([text]).events).toHaveLength(400_000);
  });

  test("parses one CR before many LF in linear time", () => {
    expect(parse([`data: a\r\r${"data: b\n\n".repeat(400_000)}data: c\r\r`]).events).toHaveLength(400_002);
  });
});
