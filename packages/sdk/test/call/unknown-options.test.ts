import { describe, expect, test } from "vitest";
import { OpenRouterCore } from "../../src/core.ts";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { RequestOptions, SDKOptions } from "../../src/options.ts";
import { chatTools, tool } from "../../src/funcs/chatTools.ts";
import { relay, readRelay } from "../../src/relay.ts";
import { OpenRouter } from "../../src/client.ts";
import {
  chunks,
  completion as buildCompletion,
  errorResponse,
  jsonResponse,
  recordFetch,
  replayFetch,
  sseResponse,
} from "../../src/testing.ts";
import { completion, events, sse } from "../support/responses.ts";
import { observedClient, observedFetch, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

describe("a client", () => {
  test.each<[string, string]>([
    ["baseURL", "serverURL"],
    ["timeout", "timeoutMs"],
    ["timeoutMS", "timeoutMs"],
    ["maxRetries", "retryConfig.maxRetries"],
    ["retries", "retryConfig"],
    ["defaultHeaders", "headers"],
    ["abortSignal", "signal"],
  ])("rejects the option %s, sends nothing and suggests %s", (name, suggestion) => {
    const { fetch, requests } = observedFetch(() => Response.json(completion()));
    for (const Client of [OpenRouter, OpenRouterCore]) {
      const create = () => new Client({ apiKey: "k", fetch, [name]: "http://127.0.0.1:9/v1" });
      expect(create).toThrow(
        expect.objectContaining({
          name: "InvalidRequestError",
          message: `Unknown option "${name}"; use ${suggestion}`,
        }),
      );
    }
    expect(requests).toHaveLength(0);
  });

  test.each(["signal", "base_url", "organization", "constructor", "toString", ""])(
    "rejects the option %j without a suggestion",
    (name) => {
      const create = () => new OpenRouter({ [name]: 1 });
      expect(create).toThrow(expect.objectContaining({ message: `Unknown option ${JSON.stringify(name)}` }));
    },
  );

  test("an unknown option of undefined counts as absent", () => {
    expect(() => new OpenRouter({ baseURL: undefined } as SDKOptions)).not.toThrow();
  });

  test("accepts every option", () => {
    const all: { [Name in keyof Required<SDKOptions>]: SDKOptions[Name] } = {
      apiKey: "k",
      appTitle: "a",
      debugLogger: { debug() {}, warn() {} },
      fetch: globalThis.fetch,
      headers: {},
      httpReferer: "https://a.test",
      idleTimeoutMs: 1,
      middleware: [],
      observers: [],
      retryCodes: [],
      retryConfig: { strategy: "none" },
      serverURL: "https://a.test",
      timeoutMs: 1,
    };
    expect(() => new OpenRouter(all)).not.toThrow();
  });
});

describe("a call", () => {
  test.each<[string, string]>([
    ["abortSignal", "signal"],
    ["timeout", "timeoutMs"],
    ["maxRetries", "retryConfig.maxRetries"],
    ["retryConfig", "retries"],
    ["baseURL", "serverURL"],
  ])("rejects the option %s, sends nothing and suggests %s", async (name, suggestion) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const expected = { name: "InvalidRequestError", message: expect.stringContaining(`; use ${suggestion}`) };
    expect(await chatComplete(client, question, { [name]: 1 })).toMatchObject({
      ok: false,
      attempts: 0,
      error: expected,
    });
    expect(await getRejection(client.chat.complete(question, { [name]: 1 }))).toMatchObject(expected);
    expect(requests).toHaveLength(0);
  });

  test("accepts every option", async () => {
    const { client } = observedClient({ fetch: () => Response.json(completion()) });
    const all: { [Name in keyof Required<RequestOptions>]: RequestOptions[Name] } = {
      extraBody: {},
      fetchOptions: {},
      headers: {},
      idleTimeoutMs: 1_000,
      maxEventBytes: 1,
      middleware: [],
      retries: { strategy: "none" },
      retryCodes: [],
      serverURL: "https://a.test",
      signal: new AbortController().signal,
      timeoutMs: 10_000,
    };
    expect(await chatComplete(client, question, all)).toMatchObject({ ok: true });
  });

  test("sends an unknown request field", async () => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    await client.chat.complete({ ...question, max_retries: 3 } as typeof question);
    expect(JSON.parse(requests[0]?.body ?? "")).toHaveProperty("max_retries", 3);
  });
});

test("chatTools suggests maxSteps for maxStep", async () => {
  const { client } = observedClient({ fetch: () => Response.json(completion()) });
  expect(await chatTools(client, question, { maxStep: 3 } as object)).toMatchObject({
    ok: false,
    error: { message: 'Unknown option "maxStep"; use maxSteps' },
  });
});

describe("a retry configuration", () => {
  test.each([
    [{ strategy: "backoff", maxretries: 3 }, "maxretries"],
    [{ strategy: "backoff", backoff: { initialIntervalMs: 3 } }, "initialIntervalMs"],
    [{ strategy: "none", attempts: 3 }, "attempts"],
  ])("a retry configuration with an unknown field is rejected: %j", async (retries, name) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete(question, { retries: retries as never }));
    expect(error).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining(name) });
    expect(() => new OpenRouter({ retryConfig: retries as never })).toThrow(`Unknown option "${name}"`);
    expect(requests).toHaveLength(0);
  });
});

describe("a relay", () => {
  test("a relay rejects an unknown option before the call", () => {
    let calls = 0;
    const source = () => {
      calls++;
      throw new Error("unreachable");
    };
    expect(() => relay(source, { keepAlive: 5 } as object)).toThrow('Unknown option "keepAlive"');
    expect(calls).toBe(0);
  });

  test("readRelay rejects an unknown option", async () => {
    const error = await getRejection(readRelay(sse(events("a")), { abortSignal: AbortSignal.abort() } as object));
    expect(error).toMatchObject({
      name: "InvalidRequestError",
      message: expect.stringContaining('Unknown option "abortSignal"'),
    });
  });
});

describe("the testing functions", () => {
  test.each<[string, (options: object) => unknown]>([
    ["completion", (options) => buildCompletion(options)],
    ["a tool call of completion", (options) => buildCompletion({ tool_calls: [{ name: "f", ...options }] })],
    ["chunks", (options) => chunks(options)],
    ["jsonResponse", (options) => jsonResponse("a", options)],
    ["sseResponse", (options) => sseResponse("a", options)],
    ["errorResponse", (options) => errorResponse(429, "a", undefined, options)],
    ["recordFetch", (options) => recordFetch("unused", options)],
    ["replayFetch", (options) => replayFetch("unused", options)],
  ])("rejects an unknown option: %s", (_, call) => {
    expect(() => call({ finishReason: "length" })).toThrow(
      expect.objectContaining({ name: "InvalidRequestError", message: 'Unknown option "finishReason"' }),
    );
    expect(() => call({ finishReason: undefined })).not.toThrow();
  });
});

describe("a tool", () => {
  test("rejects an unknown field, so that a misnamed schema is not ignored", () => {
    const definition = { name: "f", execute: () => undefined };
    // @ts-expect-error -- as from JavaScript
    expect(() => tool({ ...definition, inputSchema: { type: "object" } })).toThrow(
      expect.objectContaining({ name: "InvalidRequestError", message: 'Unknown option "inputSchema"' }),
    );
    // @ts-expect-error -- as from JavaScript
    expect(() => tool({ ...definition, inputSchema: undefined })).not.toThrow();
  });
});
