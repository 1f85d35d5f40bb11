import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { SDKOptions } from "../../src/options.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { findLeak } from "../support/find-leak.ts";
import { noRetries, observedClient, question, type FetchHandler } from "../support/observed-client.ts";

describe("credentials in other headers of the request are not printed", () => {
  const secret = "hunter2-hunter2";
  const carriers: [string, Omit<SDKOptions, "fetch">][] = [
    ["a custom Authorization", { headers: { Authorization: `Basic ${secret}` } }],
    ["Proxy-Authorization", { headers: { "Proxy-Authorization": `Basic ${secret}` } }],
    ["Cookie", { headers: { Cookie: `session=${secret}; a=b` } }],
    ["X-Api-Key", { headers: { "X-Api-Key": secret } }],
    ["X-Provider-API-Keys", { headers: { "X-Provider-API-Keys": `{"acme":"${secret}"}` } }],
    ["a key function", { apiKey: async () => secret }],
  ];
  test.each(carriers)("%s", async (_, options) => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const handlers: FetchHandler[] = [
      () => errorResponse(401, { message: secret }),
      () => Promise.reject(new TypeError(`fetch failed: ${secret}`)),
    ];
    for (const handler of handlers) {
      const { client } = observedClient({
        ...options,
        retryConfig: noRetries,
        debugLogger: { debug: log, warn: log },
        fetch: handler,
      });
      const result = await chatComplete(client, question);
      expect(!result.ok && findLeak(result.error, secret)).toBe("");
    }
    expect(lines).not.toHaveLength(0);
    expect(inspect(lines, { depth: 9 })).not.toContain(secret);
  });
});

test("printing or serializing the client shows no key", () => {
  const apiKey = "key-0123456789abcdef";
  const client = new OpenRouter({ apiKey, headers: { "x-api-key": apiKey } });
  for (const value of [
    client,
    client.chat,
    { client },
    Object.getOwnPropertyDescriptors(client),
    structuredClone({ ...client.chat }),
  ]) {
    expect(findLeak(value, apiKey)).toBe("");
    expect(inspect(value, { depth: 9, showHidden: true, showProxy: true, getters: true })).not.toContain(apiKey);
  }
});

test("an error without secrets keeps its cause unchanged", async () => {
  const cause = Object.assign(new TypeError("fetch failed"), { cause: new Error("x") });
  const { client } = observedClient({ retryConfig: noRetries, fetch: () => Promise.reject(cause) });
  const result = await chatComplete(client, question);
  expect(!result.ok && result.error.cause).toBe(cause);
});

test("a success is not redacted", async () => {
  const value = completion({ echo: "key-0123456789abcdef" });
  const { client } = observedClient({ fetch: () => Response.json(value) });
  expect(await client.chat.complete(question)).toEqual(value);
});
