import { describe, expect, test } from "vitest";
import { createChunkParser } from "../../src/stream/chunk-parser.ts";
import { createRandom } from "../support/seeded-random.ts";

/** The text of a chunk around this literal, which is taken as it is. */
const around = (literal: string): string =>
  `{"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":${literal}},"finish_reason":null}]}`;

const outcome = (parse: (text: string) => unknown, text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return "refused";
  }
};

/** Parses a stream's texts one after another, each checked against JSON.parse: values, order of names, prototypes. */
function checkTexts(texts: readonly string[]): void {
  const parse = createChunkParser();
  for (const text of texts) {
    const [found, wanted] = [outcome(parse, text), outcome(JSON.parse, text)];
    expect(found).toStrictEqual(wanted);
    expect(JSON.stringify(found)).toBe(JSON.stringify(wanted));
  }
}

describe("createChunkParser returns what JSON.parse returns", () => {
  const known = [around('"a"'), around('"b"'), around('"c"')];

  test.each<[string, string[]]>([
    ["contents", ['"d"', '""', '" "', '"content"', '"é 世界 🌍"', `"${"x".repeat(5_000)}"`].map(around)],
    [
      "escapes",
      ['"\\n"', '"\\""', '"\\\\"', '"\\u0041\\ud83c\\udf0d"', '"a\\"b\\\\"', '"\\u2028"', '"\\/"'].map(around),
    ],
    ["broken escapes", ['"\\x"', '"\\"', '"\\u12"', '"\\\\\\"'].map(around)],
    ["control characters", ['"\n"', '"\t"', '"\u0000"', '"\u2028"', '"\ud800"'].map(around)],
    ["no string", ["null", "1", "{}", "[]", '["a"]', '{"a":1}', "", "tru"].map(around)],
    [
      "more than a string",
      ['"a","reasoning":"b"', '"a","content":"b"', '"a"}},{"delta":{"content":"b"', '"a" '].map(around),
    ],
    ["a quote that closes elsewhere", ['"a\\', '\\"', '"', '"a"b"', '"a\\\\"b"'].map(around)],
    [
      "white space",
      [` ${around('"a"')}`, `${around('"a"')}\n`, around(' "a"'), JSON.stringify(JSON.parse(around('"a"')), null, 2)],
    ],
    ["a text that is cut", [around('"d"').slice(0, -1), around('"d"').slice(0, 40), "", "{"]],
    ["something else in between", ["null", "[]", '"content"', "1", '{"error":{"code":1}}', around('"d"')]],
  ])("%s", (_, texts) => {
    checkTexts([...known, ...texts, ...known, ...texts]);
    for (const text of texts) checkTexts([text, ...known, text, text, ...known]);
  });

  // Each as a stream of its own: the first is parsed, and what is learnt from it must not mislead about the others.
  test.each<[string, (content: string) => string]>([
    ["a name that is escaped and comes twice", (c) => `{"choices":[{"delta":{"content":"${c}","cont\\u0065nt":"x"}}]}`],
    ["a name that is escaped", (c) => `{"choices":[{"delta":{"c\\u006fntent":"${c}"}}]}`],
    ["a name that comes twice", (c) => `{"choices":[{"delta":{"content":"${c}","content":"x"}}]}`],
    ["a name that comes twice, the other way round", (c) => `{"choices":[{"delta":{"content":"x","content":"${c}"}}]}`],
    ["a name that stands elsewhere first", (c) => `{"content":"${c}","choices":[{"delta":{"content":"x"}}]}`],
    ["a name that stands elsewhere last", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"content":"x"}`],
    [
      "choices that come twice",
      (c) => `{"choices":[{"delta":{"content":"${c}"}}],"choices":[{"delta":{"content":"x"}}]}`,
    ],
    ["choices that come twice, once without", (c) => `{"choices":[{"delta":{"content":"${c}"}}],"choices":[]}`],
    ["a delta that comes twice", (c) => `{"choices":[{"delta":{"content":"${c}"},"delta":{"content2":"x"}}]}`],
    ["the name as a value", (c) => `{"choices":[{"delta":{"role":"content","content":"${c}"}}]}`],
    ["the name as a value behind", (c) => `{"choices":[{"delta":{"content":"${c}","x":"content"}}]}`],
    ["the name within a string", (c) => `{"id":"\\"content\\":\\"","choices":[{"delta":{"content":"${c}"}}]}`],
    ["the name within a longer one", (c) => `{"choices":[{"delta":{"my\\"content":"y","content":"${c}"}}]}`],
    ["a content that is no delta's", (c) => `{"choices":[{"message":{"content":"${c}"},"delta":{}}]}`],
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
    const parse = createChunkParser();
    const seen = new Set<unknown>();
    for (const content of ["a", "b", "c", "d"]) {
      const value = parse(text(content));
      for (const object of objectsIn(value)) {
        expect(seen.has(object)).toBe(false);
        seen.add(object);
      }
      wreck(value);
    }
    expect(parse(text("e"))).toStrictEqual(JSON.parse(text("e")));
  });

  test("equals JSON.parse in 300 random streams with damaged chunks", () => {
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

function objectsIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** Changes all that a consumer can change. */
function wreck(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) wreck(part);
  for (const name of Object.keys(value)) Reflect.set(value, name, "wrecked");
  Reflect.set(value, "added", true);
}
