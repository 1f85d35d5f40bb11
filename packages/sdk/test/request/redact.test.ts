import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { redactHeaders, createRedactor } from "../../src/request/redact.ts";

const secret = "key-0123456789abcdef";
const { text, value } = createRedactor(new Headers({ authorization: `Bearer ${secret}`, accept: "application/json" }));

describe("redactHeaders", () => {
  test("redactHeaders replaces the values of headers that contain credentials and keeps the others", () => {
    const headers = {
      Authorization: "Bearer a",
      "Proxy-Authorization": "Basic b",
      Cookie: "c=d",
      "X-Api-Key": "e",
      "X-Provider-API-Keys": "{}",
      Accept: "f",
      "X-OpenRouter-Title": "g",
    };
    expect(redactHeaders(new Headers(headers))).toEqual({
      accept: "f",
      authorization: "[redacted]",
      cookie: "[redacted]",
      "proxy-authorization": "[redacted]",
      "x-api-key": "[redacted]",
      "x-openrouter-title": "g",
      "x-provider-api-keys": "[redacted]",
    });
  });
});

describe("createRedactor().text", () => {
  test.each([
    ["nothing secret", "nothing secret"],
    [secret, "[redacted]"],
    [`Bearer ${secret}, again: ${secret}.`, "Bearer [redacted], again: [redacted]."],
    [`${secret}${secret}`, "[redacted][redacted]"],
  ])("%j becomes %j", (input, output) => {
    expect(text(input)).toBe(output);
  });

  test.each([
    ["without credentials", {}],
    ["with short words", { cookie: "a=b; c=d" }],
  ])("redacts nothing for request headers %s", (_, headers) => {
    expect(createRedactor(new Headers(headers)).text("Bearer a b c d = ; ")).toBe("Bearer a b c d = ; ");
  });

  test("parts of a header with fewer than eight characters are not secrets", () => {
    const { text: safe } = createRedactor(new Headers({ cookie: "a=1234567; b=12345678" }));
    expect(safe("1234567 12345678 1234567")).toBe("1234567 [redacted] 1234567");
  });

  test.each([
    ["none", "none of them, nonexistent, n-none!", "[redacted] of them, nonexistent, n-[redacted]!"],
    ["test", "latest test: contest_test", "latest [redacted]: contest_test"],
    ["ollama", "ollama3 ollama", "ollama3 [redacted]"],
    ["1", "status 12, code 1", "status 12, code [redacted]"],
    ["$&", "a $& b", "a [redacted] b"],
    ["7654321", "87654321 7654321", "87654321 [redacted]"],
    ["87654321", "087654321", "0[redacted]"],
  ])("replaces the short key %j only as a whole word", (key, input, output) => {
    expect(createRedactor(new Headers({ authorization: `Bearer ${key}` })).text(input)).toBe(output);
  });

  test("redacts a secret that contains another secret completely", () => {
    const both = createRedactor(new Headers({ authorization: "Bearer abcdefgh", "x-api-key": "abcdefgh-and-more" }));
    expect(both.text("abcdefgh-and-more abcdefgh")).toBe("[redacted] [redacted]");
  });

  test("redacts each key in a map of provider keys and each cookie value", () => {
    const { text: safe } = createRedactor(
      new Headers({
        "x-provider-api-keys": '{"acme":"first-secret","other":"second-secret"}',
        cookie: "id=third-secret; lang=de",
      }),
    );
    expect(safe("first-secret second-secret third-secret acme de")).toBe("[redacted] [redacted] [redacted] acme de");
  });

  test("escapes the special characters of a pattern in a secret", () => {
    const redactor = createRedactor(new Headers({ authorization: "Bearer a.b*c$&(d" }));
    expect(redactor.text("a.b*c$&(d axbbc")).toBe("[redacted] axbbc");
  });
});

describe("createRedactor().value", () => {
  test("returns the same value if it contains no secret", () => {
    const cause = Object.assign(new Error("x", { cause: { a: [1, new Map([["k", new Set(["v"])]])] } }), { code: "E" });
    for (const safeValue of [cause, {}, [], "text", 5, null, undefined, Symbol("s"), () => {}])
      expect(value(safeValue)).toBe(safeValue);
  });

  const circularObject: Record<string, unknown> = { secret };
  circularObject["self"] = circularObject;
  const valuesWithSecret: [string, unknown][] = [
    ["text", `x ${secret}`],
    ["an error's message", new Error(secret)],
    ["an error's cause", new Error("x", { cause: new Error("y", { cause: secret }) })],
    ["an error's stack", Object.assign(new Error("x"), { stack: `Error: x\n at ${secret}` })],
    [
      "a field of an error",
      Object.assign(new Error("x"), { config: { headers: { authorization: `Bearer ${secret}` } } }),
    ],
    ["a hidden field of an error", Object.defineProperty(new Error("x"), "hidden", { value: secret })],
    ["an AggregateError's errors", new AggregateError([new Error("x"), new Error(secret)])],
    ["an object", { a: { b: [{ c: secret }] } }],
    ["a field named by a symbol", { [Symbol("s")]: secret }],
    ["a Map", new Map([["a", { b: secret }]])],
    ["a Map's keys", new Map([[secret, 1]])],
    ["a Set", new Set([[secret]])],
    ["Headers", new Headers({ authorization: `Bearer ${secret}` })],
    ["a Request", new Request("https://a.test", { headers: { "x-echo": secret } })],
    ["a Response", new Response("x", { headers: { "x-echo": secret } })],
    ["a URL", new URL(`https://a.test/?key=${secret}`)],
    ["a property name", { [secret]: 1 }],
    ["bytes", { request: new TextEncoder().encode(secret) }],
    ["a circular object", circularObject],
  ];
  test.each(valuesWithSecret)("returns a sanitized copy if the secret is in %s", (name, input) => {
    const output = value(input);
    if (name !== "bytes") expect(inspect(input, { depth: 9, showHidden: true })).toContain(secret);
    expect(inspect(output, { depth: 9, showHidden: true })).not.toContain(secret);
    expect(String(output)).not.toContain(secret);
  });

  test("keeps the name, the rest of the message and the code of an error that contains a secret", () => {
    const input = Object.assign(new TypeError(`bad ${secret}!`), { code: "ERR_INVALID_CHAR" });
    const output = value(input) as Error & { code?: string };
    expect(output).toBeInstanceOf(Error);
    expect(output).not.toBe(input);
    expect(output).toMatchObject({ name: "TypeError", message: "bad [redacted]!", code: "ERR_INVALID_CHAR" });
    expect(input.message).toContain(secret);
  });

  test("keeps the chain of causes, from which the network error is determined", () => {
    const inner = Object.assign(new Error(`connect to ${secret} failed`), { code: "ECONNREFUSED" });
    const copy = value(new TypeError("fetch failed", { cause: inner })) as Error;
    expect(copy.cause).toMatchObject({ message: "connect to [redacted] failed", code: "ECONNREFUSED" });
    expect(inspect(copy, { depth: 9 })).not.toContain(secret);
  });

  test("accepts a circular chain of causes", () => {
    const circular = new Error(secret);
    circular.cause = circular;
    expect(inspect(value(circular), { depth: 20 })).not.toContain(secret);
  });

  test("does not call accessors", () => {
    let calls = 0;
    const input = {
      get secret() {
        calls++;
        return secret;
      },
    };
    value(input);
    expect(calls).toBe(0);
  });

  test("accepts endlessly nested values", () => {
    let deep: unknown = secret;
    for (let level = 0; level < 100_000; level++) deep = { deep };
    expect(inspect(value(new Error("x", { cause: deep })), { depth: Infinity })).not.toContain(secret);
  });
});
