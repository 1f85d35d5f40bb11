import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import { serializeRequest } from "../../src/request/serialize.ts";

class Question {
  readonly model = "m";
}
const messages = [{ role: "user", content: "Hi" }];

describe("serializeRequest, with a valid request", () => {
  test.each<[string, object]>([
    ["keeps the order of its keys", { zebra: 1, messages, alpha: 2 }],
    ["keeps unknown keys", { messages, novelty: { a: [1, null] } }],
    ["keeps null", { messages, temperature: null }],
    ["drops undefined", { messages, temperature: undefined }],
    ["keeps non-ASCII characters and unpaired surrogates", { messages, text: "é🙂\ud800\u2028" }],
    ["can contain one object twice", { messages: [messages[0], messages[0]], twice: messages }],
    ["can be an instance of a class", Object.assign(new Question(), { messages })],
    ["can have no prototype", Object.assign(Object.create(null), { messages }) as object],
    ["can have a toJSON", { messages, toJSON: () => ({ messages, other: 1 }) }],
    ["can contain dates and URLs", { messages, at: new Date(0), to: new URL("https://a.test") }],
    ["keeps __proto__ as a key", JSON.parse('{"messages":[1],"__proto__":{"a":1}}') as object],
    ["can be 400 levels deep", { messages, deep: nest(400) }],
    ["can be 400 levels deep, with null at the end", { messages, deep: nest(400, null) }],
  ])("%s", (_, request) => {
    expect(serializeRequest(request)).toBe(JSON.stringify(request));
  });
});

function nest(levels: number, end: unknown = 1): unknown {
  let value = end;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const circular: Record<string, unknown> = { messages };
circular["self"] = { back: circular };
const circularArray: unknown[] = [];
circularArray.push(circularArray);

describe("serializeRequest rejects an invalid request, and names the path", () => {
  const invalidRequests: [string, object, string][] = [
    ["NaN", { messages, temperature: Number.NaN }, "request.temperature is NaN"],
    ["Infinity", { messages: [{ a: { b: [1, Infinity] } }] }, "request.messages[0].a.b[1] is Infinity"],
    ["-Infinity", { messages, x: -Infinity }, "request.x is -Infinity"],
    ["NaN next to null", { a: null, messages, b: Number.NaN }, "request.b is NaN"],
    ["NaN after the text null", { messages: [{ content: "null" }], b: Number.NaN }, "request.b is NaN"],
    ["a BigInt", { messages, seed: 1n }, "request.seed is a BigInt"],
    ["a circular object", circular, "request.self.back is circular"],
    ["a circular array", { messages: circularArray }, "request.messages[0] is circular"],
    ["undefined in an array", { messages: [undefined] }, "request.messages[0] is undefined"],
    [
      "a hole in an array",
      { messages: Object.assign([messages[0]], { length: 2 }) },
      "request.messages[1] is undefined",
    ],
    ["a function in an array", { messages: [() => {}] }, "request.messages[0] is function"],
    ["a symbol in an array", { messages: [Symbol("s")] }, "request.messages[0] is symbol"],
    [
      "a throwing getter",
      {
        messages,
        get bad() {
          throw new Error("boom");
        },
      },
      "request.bad cannot be read: boom",
    ],
    [
      "a throwing getter of messages",
      {
        get messages() {
          throw new Error("boom");
        },
      },
      "request.messages cannot be read: boom",
    ],
    [
      "a throwing toJSON",
      {
        messages: [
          {
            toJSON() {
              throw new Error("boom");
            },
          },
        ],
      },
      "request.messages[0] cannot be read: boom",
    ],
    ["NaN returned by a toJSON", { messages, x: { toJSON: () => ({ y: Number.NaN }) } }, "request.x.y is NaN"],
    ["nesting too deep", { messages, deep: nest(100_000) }, "nested too deeply"],
    ["a toJSON that returns undefined", { messages, toJSON: () => undefined }, "must be an object"],
    ["a toJSON that returns a number", { messages, toJSON: () => 5 }, "must be an object"],
    ["an array", messages, "must be an object, not an array"],
  ];
  test.each(invalidRequests)("%s", (_, request, message) => {
    expect(() => serializeRequest(request)).toThrow(InvalidRequestError);
    expect(() => serializeRequest(request)).toThrow(message);
  });

  test.each([undefined, null, "text", 5, true, 1n, Symbol("s"), () => {}])(
    "rejects a request that is %o",
    (request) => {
      expect(() => serializeRequest(request)).toThrow(InvalidRequestError);
      expect(() => serializeRequest(request)).toThrow("The request must be an object");
    },
  );

  test("has the thrown value as cause", () => {
    const cause = new Error("boom");
    const request = {
      messages,
      get bad() {
        throw cause;
      },
    };
    expect(() => serializeRequest(request)).toThrow(expect.objectContaining({ cause }));
  });

  test("keeps the message short, however deep the path is", () => {
    let message = "";
    try {
      serializeRequest({ messages, deep: nest(100_000) });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^request\.deep\[0\]\[0\]/);
    expect(message.length).toBeLessThan(200);
  });
});

describe("extraBody", () => {
  test.each<[string, object, string]>([
    ["appends its keys to the request's", { b: 1, a: 2 }, '{"messages":[1],"b":1,"a":2}'],
    [
      "accepts names of Object.prototype",
      { constructor: 1, toString: 2 },
      '{"messages":[1],"constructor":1,"toString":2}',
    ],
    ["can be empty", {}, '{"messages":[1]}'],
    ["sets a key that is undefined in the request", { model: "m" }, '{"messages":[1],"model":"m"}'],
  ])("%s", (_, extraBody, text) => {
    expect(serializeRequest({ messages: [1], model: undefined }, extraBody as Record<string, unknown>)).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ["a key that the request has too", { model: "b" }, "extraBody.model"],
    ["messages", { messages: [2] }, "extraBody.messages"],
    ["stream", { stream: true }, "extraBody.stream"],
    ["NaN", { a: { b: Number.NaN } }, "extraBody.a.b is NaN"],
    ["a BigInt", { a: 1n }, "extraBody.a is a BigInt"],
    ["a circular object", circular, "extraBody."],
    ["a string", "text", "extraBody must be an object"],
    ["an array", [1], "extraBody must be an object"],
    ["null", null, "extraBody must be an object"],
  ])("rejects %s in extraBody, and names it", (_, extraBody, message) => {
    const serialize = () => serializeRequest({ messages: [1], model: null }, extraBody as Record<string, unknown>);
    expect(serialize).toThrow(InvalidRequestError);
    expect(serialize).toThrow(message);
  });
});
