import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { HTTPClientError, InvalidRequestError, UnexpectedClientError } from "../../src/models/errors.ts";
import { completion } from "../support/answers.ts";
import { noRetries, observedClient, observedFetch, question } from "../support/observed-client.ts";
import { OpenRouter } from "../../src/sdk.ts";

/** chatComplete as JavaScript sees it. */
const call = chatComplete as (...args: unknown[]) => ReturnType<typeof chatComplete>;

const throwing = (thrown: unknown) => ({
  get anything(): never {
    throw thrown;
  },
});
const hostile = new Proxy(() => {}, Object.fromEntries(
  ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"].map((trap) => [trap, () => { throw Object.create(null); }]),
)) as unknown;
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const rubbish: [string, unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 42],
  ["NaN", Number.NaN],
  ["a BigInt", 1n],
  ["a string", "text"],
  ["a symbol", Symbol("s")],
  ["a function", () => {}],
  ["an array", []],
  ["an empty object", {}],
  ["an object without prototype", Object.create(null)],
  ["a Date", new Date()],
  ["a Map", new Map([["messages", []]])],
  ["a promise", Promise.resolve({})],
  ["a revoked proxy", revoked],
  ["a proxy that throws what can't be printed", hostile],
];

describe("chatComplete never rejects and never throws", () => {
  test("without arguments", async () => {
    expect(await call()).toMatchObject({ ok: false, attempts: 0, error: { name: "InvalidRequestError" } });
  });

  test.each(rubbish)("with %s as core", async (_, value) => {
    const result = await call(value, question);
    expect(result).toMatchObject({ ok: false, attempts: 0 });
    expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
  });

  test.each(rubbish)("with %s as request: it is an InvalidRequestError, and nothing is sent", async (_, value) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, value);
    expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
    expect(requests).toHaveLength(0);
  });

  const harmless = new Set(["undefined", "a function", "an array", "an empty object", "an object without prototype", "a Date", "a Map", "a promise"]);
  test.each(rubbish.filter(([name]) => !harmless.has(name)))("with %s as options", async (_, value) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, question, value);
    expect(!result.ok && HTTPClientError.isInstance(result.error)).toBe(true);
    expect(requests).toHaveLength(0);
  });

  const optionNames = ["fetchOptions", "headers", "signal", "retries", "retryCodes", "timeoutMs", "idleTimeoutMs", "maxEventBytes", "serverURL", "middleware", "extraBody"];
  test.each(optionNames)("with rubbish as the option %s", async (name) => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => Response.json(completion()) });
    for (const [, value] of rubbish) {
      const result = await call(client, question, { [name]: value });
      if (!result.ok) expect(HTTPClientError.isInstance(result.error)).toBe(true);
    }
  });

  test.each(["text", 42, true, 1n])("with %o as an option that must be an object: it is refused by name", async (value) => {
    for (const name of ["fetchOptions", "headers", "signal", "retries", "retryCodes", "middleware", "extraBody", "maxEventBytes", "timeoutMs", "idleTimeoutMs"]) {
      if (value === 42 && /Bytes|Ms/.test(name)) continue;
      const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
      const result = await call(client, question, { [name]: value });
      expect(!result.ok && InvalidRequestError.isInstance(result.error), name).toBe(true);
      expect(!result.ok && result.error.message).toContain(name === "retries" ? "strategy" : name);
      expect(requests).toHaveLength(0);
    }
  });

  const thrown: [string, unknown][] = [...rubbish.slice(0, 12), ["what has no words", Object.create(null)], ["an error whose message throws", Object.defineProperty(new Error("x"), "message", { get: () => { throw new Error("y"); } })], ["an error with a symbol for a message", Object.assign(new Error("x"), { message: Symbol("m") })], ...rubbish.slice(13)];

  test.each(thrown)("when fetch throws %s", async (_, value) => {
    const fetch = () => { throw value as Error; };
    const result = await call(new OpenRouter({ apiKey: "k", fetch, retryConfig: noRetries }), question);
    expect(!result.ok && UnexpectedClientError.isInstance(result.error)).toBe(true);
    expect(result.attempts).toBe(1);
  });

  test.each(thrown)("when an option's getter throws %s", async (_, value) => {
    const options = Object.defineProperty({}, "signal", { get: () => { throw value as Error; } });
    const { client } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, question, options);
    expect(!result.ok && HTTPClientError.isInstance(result.error)).toBe(true);
  });

  test.each(thrown)("when the request's getter or toJSON throws %s: it is an InvalidRequestError", async (_, value) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const toJSON = () => { throw value as Error; };
    for (const request of [{ ...question, extra: Object.defineProperties({}, Object.getOwnPropertyDescriptors(throwing(value))) }, { ...question, toJSON }]) {
      const result = await call(client, request);
      expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
    }
    expect(requests).toHaveLength(0);
  });

  test.each(rubbish.filter(([name]) => name !== "a promise"))("when fetch resolves with %s", async (_, value) => {
    const { fetch } = observedFetch(() => value as Response);
    const result = await call(new OpenRouter({ apiKey: "k", fetch, retryConfig: noRetries }), question);
    expect(result.ok).toBe(false);
  });

  test("when the middleware, the logger and the random numbers fail", async () => {
    const boom = () => { throw new Error("boom"); };
    for (const hook of ["onRequest", "onResponse"]) {
      const { client } = observedClient({
        middleware: [{ [hook]: boom }] as never,
        debugLogger: { debug: boom, warn: boom },
        retryConfig: noRetries,
        fetch: () => Response.json(completion()),
      });
      expect(await call(client, question)).toMatchObject({ ok: false, attempts: 1, error: { name: "UnexpectedClientError", cause: { message: "boom" } } });
    }
  });
});
