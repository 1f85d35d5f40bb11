import { describe, expect, test } from "vitest";
import { createFastJSONParser } from "../../src/chat/fast-json-parser.ts";
import { createRandom } from "../support/seeded-random.ts";

/** Creates the JSON of a chunk whose content is this literal, valid or not. */
const createChunkText = (literal: string): string =>
  `{"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":${literal}},"finish_reason":null}]}`;

const tryParse = (parse: (text: string) => unknown, text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return "invalid";
  }
};

/** Parses the texts of a stream in order, and compares values, key order and prototypes with JSON.parse. */
function checkTexts(texts: readonly string[]): void {
  const parse = createFastJSONParser();
  for (const text of texts) {
    const [actual, expected] = [tryParse(parse, text), tryParse(JSON.parse, text)];
    expect(actual).toStrictEqual(expected);
    expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  }
}

describe("createFastJSONParser returns what JSON.parse returns", () => {
  const known = [createChunkText('"a"'), createChunkText('"b"'), createChunkText('"c"')];

  test.each<[string, string[]]>([
    ["contents", ['"d"', '""', '" "', '"content"', '"é 世界 🌍"', `"${"x".repeat(5_000)}"`].map(createChunkText)],
    [
      "escapes",
      ['"\\n"', '"\\""', '"\\\\"', '"\\u0041\\ud83c\\udf0d"', '"a\\"b\\\\"', '"\\u2028"', '"\\/"'].map(createChunkText),
    ],
    ["broken escapes", ['"\\x"', '"\\"', '"\\u12"', '"\\\\\\"'].map(createChunkText)],
    ["control characters", ['"\n"', '"\t"', '"\u0000"', '"\u2028"', '"\ud800"'].map(createChunkText)],
    ["a value that is not a string", ["null", "1", "{}", "[]", '["a"]', '{"a":1}', "", "tru"].map(createChunkText)],
    [
      "more than a string",
      ['"a","reasoning":"b"', '"a","content":"b"', '"a"}},{"delta":{"content":"b"', '"a" '].map(createChunkText),
    ],
    ["a quote that closes elsewhere", ['"a\\', '\\"', '"', '"a"b"', '"a\\\\"b"'].map(createChunkText)],
    [
      "white space",
      [
        ` ${createChunkText('"a"')}`,
        `${createChunkText('"a"')}\n`,
        createChunkText(' "a"'),
        JSON.stringify(JSON.parse(createChunkText('"a"')), null, 2),
      ],
    ],
    ["truncated text", [createChunkText('"d"').slice(0, -1), createChunkText('"d"').slice(0, 40), "", "{"]],
    ["other values between chunks", ["null", "[]", '"content"', "1", '{"error":{"code":1}}', createChunkText('"d"')]],
  ])("%s", (_, texts) => {
    checkTexts([...known, ...texts, ...known, ...texts]);
    for (const text of texts) checkTexts([text, ...known, text, text, ...known]);
  });

  // Each row is a separate stream, whose first text must not change how the parser reads the others.
  test.each<[string, (content: string) => string]>([
    [
      "a repeated name, escaped the second time",
      (c) => `{"choices":[{"delta":{"content":"${c}","cont\\u0065nt":"x"}}]}`,
    ],
    ["an escaped name", (c) => `{"choices":[{"delta":{"c\\u006fntent":"${c}"}}]}`],
    ["a repeated name", (c) => `{"choices":[{"delta":{"content":"${c}","content":"x"}}]}`],
    ["a repeated name, with the content second", (c) => `{"choices":[{"delta":{"content":"x","content":"${c}"}}]}`],
    ["the name at the top level, before choices", (c) => `{"content":"${c}","choices":[{"delta":{"content":"x"}}]}`],
    ["the name at the top level, after choices", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"content":"x"}`],
    ["repeated choices", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"choices":[{"delta":{"content":"x"}}]}`],
    ["repeated choices, empty the second time", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"choices":[]}`],
    ["a repeated delta", (c) => `{"choices":[{"delta":{"content":"${c}"},"delta":{"content2":"x"}}]}`],
    ["the name as a value", (c) => `{"choices":[{"delta":{"role":"content","content":"${c}"}}]}`],
    ["the name as a later value", (c) => `{"choices":[{"delta":{"content":"${c}","x":"content"}}]}`],
    ["the name within a string", (c) => `{"id":"\\"content\\":\\"","choices":[{"delta":{"content":"${c}"}}]}`],
    ["the name within a longer one", (c) => `{"choices":[{"delta":{"my\\"content":"y","content":"${c}"}}]}`],
    ["content outside of a delta", (c) => `{"choices":[{"message":{"content":"${c}"},"delta":{}}]}`],
    ["__proto__", (c) => `{"__proto__":1,"choices":[{"__proto__":null,"delta":{"__proto__":"x","content":"${c}"}}]}`],
    ["names that are numbers", (c) => `{"b":1,"2":2,"1":1,"choices":[{"b":1,"0":0,"delta":{"content":"${c}","1":1}}]}`],
    ["numbers of every kind", (c) => `{"a":1e400,"b":-0,"c":1e-7,"choices":[{"delta":{"content":"${c}"}}]}`],
  ])("%s", (_, text) => {
    checkTexts(["a", "b", "c", "", "d\\n", 'e\\"', "a", "x", "content"].map(text));
  });

  test.each<[string, (content: string) => string]>([
    ["usage", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"usage":{"cost":1}}`],
    ["logprobs", (c) => `{"choices":[{"delta":{"content":"${c}"},"logprobs":{"content":null}}]}`],
    ["reasoning details", (c) => `{"choices":[{"delta":{"content":"${c}","reasoning_details":[]}}]}`],
    ["two choices", (c) => `{"choices":[{"delta":{"content":"${c}"}},{"delta":{}}]}`],
    ["nothing else", (c) => `{"choices":[{"delta":{"content":"${c}"}}]}`],
  ])("no two chunks share an object: %s", (_, text) => {
    const parse = createFastJSONParser();
    const seen = new Set<unknown>();
    for (const content of ["a", "b", "c", "d"]) {
      const value = parse(text(content));
      for (const object of collectObjects(value)) {
        expect(seen.has(object)).toBe(false);
        seen.add(object);
      }
      mutate(value);
    }
    expect(parse(text("e"))).toStrictEqual(JSON.parse(text("e")));
  });

  test("in 300 random streams with truncated chunks", () => {
    const random = createRandom(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const contents = ["a", "b ", "", "\\n", '\\"', "é", "content", "\\u0041", "\\", '"', '","x":"'];
    const tails = ["", '"finish_reason":null', '"finish_reason":"stop"', '"logprobs":null', '"logprobs":{}'];
    const heads = ['"id":"g"', '"id":"g","content":1', '"x":"\\\\"', '"id":"g","error":null'];
    for (let stream = 0; stream < 300; stream++) {
      const shape = (): string => {
        const tail = pick(tails);
        const role = pick(['"role":"assistant",', "", '"content":"z",']);
        return `{${pick(heads)},"choices":[{"delta":{${role}"content":"#"}${tail && `,${tail}`}}]}`;
      };
      const shapes = [shape(), shape()];
      const texts = Array.from({ length: 30 }, () => {
        const text = pick(shapes).replace("#", () => pick(contents));
        return random() < 0.05 ? text.slice(0, Math.floor(random() * text.length)) : text;
      });
      checkTexts(texts);
    }
  });
});

function collectObjects(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(collectObjects)];
}

/** Changes every property of a value. */
function mutate(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) mutate(part);
  for (const name of Object.keys(value)) Reflect.set(value, name, "changed");
  Reflect.set(value, "added", true);
}
