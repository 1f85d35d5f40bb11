import { afterEach, describe, expect, test, vi } from "vitest";
import { OpenRouterCore } from "../../src/core.ts";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { InvalidRequestError } from "../../src/models/errors.ts";
import type { SDKOptions } from "../../src/options.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion } from "../support/responses.ts";
import { observedClient, observedFetch, question } from "../support/observed-client.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("the constructor", () => {
  test.each([OpenRouter, OpenRouterCore])(
    "the constructor works without arguments and without a key (%o)",
    (Client) => {
      vi.stubEnv("OPENROUTER_API_KEY", undefined);
      expect(() => new Client()).not.toThrow();
      expect(() => new Client({})).not.toThrow();
      expect(() => new Client({ apiKey: "" })).not.toThrow();
    },
  );

  const invalidOptions: [string, string, unknown][] = [
    ["timeoutMs", "timeoutMs", 0],
    ["timeoutMs", "timeoutMs", -1],
    ["timeoutMs", "timeoutMs", Number.NaN],
    ["timeoutMs", "timeoutMs", "1000"],
    ["timeoutMs", "timeoutMs", null],
    ["idleTimeoutMs", "idleTimeoutMs", 0],
    ["idleTimeoutMs", "idleTimeoutMs", Number.NaN],
    ["serverURL", "serverURL", "api.test/v1"],
    ["serverURL", "serverURL", "ftp://api.test"],
    ["serverURL", "serverURL", 42],
    ["serverURL", "serverURL", Object.create(null)],
    ["apiKey", "apiKey", 42],
    ["apiKey", "apiKey", {}],
    ["fetch", "fetch", "fetch"],
    ["fetch", "fetch", null],
    ["headers", "header", { "bad name": "x" }],
    ["headers", "X-A", { "X-A": "line\r\nbreak" }],
    ["headers", "X-A", { "X-A": "日本" }],
    ["headers", "headers", "x: y"],
    ["headers", "headers", 5],
    ["httpReferer", "HTTP-Referer", "a\nb"],
    ["appTitle", "X-OpenRouter-Title", "日本"],
    ["retryConfig", "strategy", { strategy: "sometimes" }],
    ["retryConfig", "strategy", "backoff"],
    ["retryConfig", "maxRetries", { strategy: "backoff", maxRetries: -1 }],
    ["retryConfig", "maxRetries", { strategy: "backoff", maxRetries: Number.NaN }],
    ["retryConfig", "initialInterval", { strategy: "backoff", backoff: { initialInterval: "1" } }],
    ["retryConfig", "maxElapsedTime", { strategy: "backoff", backoff: { maxElapsedTime: -1 } }],
    ["retryConfig", "exponent", { strategy: "backoff", backoff: { exponent: Number.NaN } }],
    ["retryCodes", "retryCodes", ["6XX"]],
    ["retryCodes", "retryCodes", [Number.NaN]],
    ["retryCodes", "retryCodes", "5XX"],
    ["retryCodes", "retryCodes", 429],
    ["middleware", "middleware", {}],
    ["debugLogger", "debugLogger", "console"],
    ["debugLogger", "debugLogger", { debug: true }],
  ];
  test.each(invalidOptions)("rejects invalid %s with an error that names %s (%j)", (option, name, value) => {
    const construct = () => new OpenRouter({ apiKey: "key-0123456789abcdef", [option]: value } as SDKOptions);
    expect(construct).toThrow(InvalidRequestError);
    expect(construct).toThrow(name);
  });

  test("rejects options that are not an object", () => {
    for (const options of [null, "key", 5]) {
      expect(() => new OpenRouter(options as unknown as SDKOptions)).toThrow(InvalidRequestError);
    }
  });

  test("an option of undefined counts as absent", async () => {
    const { fetch, requests } = observedFetch(() => Response.json(completion()));
    vi.stubGlobal("fetch", fetch);
    vi.stubEnv("OPENROUTER_BASE_URL", undefined);
    const client = new OpenRouter({
      apiKey: "k",
      serverURL: undefined,
      headers: undefined,
      httpReferer: undefined,
      appTitle: undefined,
      retryConfig: undefined,
      retryCodes: undefined,
      timeoutMs: undefined,
      idleTimeoutMs: undefined,
      fetch: undefined,
      middleware: undefined,
      debugLogger: undefined,
    });
    await client.chat.complete(question, {
      fetchOptions: undefined,
      headers: undefined,
      signal: undefined,
      retries: undefined,
      retryCodes: undefined,
      timeoutMs: undefined,
      idleTimeoutMs: undefined,
      maxEventBytes: undefined,
      serverURL: undefined,
      middleware: undefined,
      extraBody: undefined,
    });
    expect(requests[0]?.url).toBe("https://openrouter.ai/api/v1/chat/completions");
    expect([...(requests[0]?.headers.keys() ?? [])]).toEqual(["accept", "authorization", "content-type"]);
  });
});

describe("fetch", () => {
  test("a custom fetch is called without a receiver", async () => {
    const receivers: unknown[] = [];
    const client = new OpenRouter({
      apiKey: "k",
      serverURL: "https://api.test",
      fetch: function (this: unknown) {
        receivers.push(this);
        return Promise.resolve(Response.json(completion()));
      },
    });
    await client.chat.complete(question);
    expect(receivers).toEqual([undefined]);
  });

  test("fetch defaults to globalThis.fetch, looked up at each call", async () => {
    const client = new OpenRouter({ apiKey: "k", serverURL: "https://api.test" });
    for (const id of ["gen-a", "gen-b"]) {
      vi.stubGlobal("fetch", () => Promise.resolve(Response.json(completion({ id }))));
      expect(await client.chat.complete(question)).toMatchObject({ id });
    }
  });

  test("needs no global Request without middleware", async () => {
    vi.stubGlobal("Request", undefined);
    const { client } = observedClient({ fetch: () => Response.json(completion()) });
    expect(await client.chat.complete(question)).toEqual(completion());
  });
});

describe("the client", () => {
  test("an OpenRouter is an OpenRouterCore", async () => {
    const { client } = observedClient({ fetch: () => Response.json(completion()) });
    expect(client).toBeInstanceOf(OpenRouterCore);
    expect(await chatComplete(client, question)).toMatchObject({ ok: true, value: completion() });
  });

  test("two clients share no state", async () => {
    const [a, b] = ["a", "b"].map((name) =>
      observedClient({ apiKey: `key-${name}`, headers: { "x-name": name }, fetch: () => Response.json(completion()) }),
    );
    await Promise.all([a?.client.chat.complete(question), b?.client.chat.complete(question)]);
    for (const [name, { requests } = {}] of [
      ["a", a],
      ["b", b],
    ] as const) {
      expect(requests?.map(({ headers }) => [headers.get("authorization"), headers.get("x-name")])).toEqual([
        [`Bearer key-${name}`, name],
      ]);
    }
  });

  test("a client is not affected by later changes to its options", async () => {
    const options = {
      apiKey: "key-before",
      headers: { "x-a": "before" },
      middleware: [],
      fetch: () => Response.json(completion()),
    };
    const { client, requests } = observedClient(options);
    options.apiKey = "key-after";
    options.headers["x-a"] = "after";
    await client.chat.complete(question);
    expect(requests[0]?.headers.get("x-a")).toBe("before");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer key-before");
  });
});
