import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { SDKOptions } from "../../src/options.ts";
import { OpenRouter } from "../../src/sdk.ts";
import { chunk, completion, event, lastChunk, refusal, sse } from "../support/answers.ts";
import { noRetries, observedClient, question, type Answering } from "../support/observed-client.ts";
import { drained } from "../support/outcome.ts";
import { openStream } from "../support/open-stream.ts";

/** Where a secret stands in what is printed of a value, in any of the usual ways; "" if it does not. */
function leak(value: unknown, secret: string): string {
  const text = printed(value);
  const at = text.indexOf(secret);
  return at === -1 ? "" : text.slice(Math.max(0, at - 100), at + 100);
}

function printed(value: unknown): string {
  const parts = [String(value), JSON.stringify(value), inspect(value, { depth: 9, maxStringLength: null })];
  for (let link = value; link instanceof Error; link = link.cause) {
    parts.push(link.message, link.stack ?? "", inspect(link, { depth: 9 }), JSON.stringify({ ...link }));
    if ("headers" in link) parts.push(JSON.stringify([...(link.headers as Headers)]));
  }
  return parts.join("\n");
}

const echoes: [string, (key: string) => Response | Promise<never>][] = [
  ["an error's message", (key) => refusal(401, { code: 401, message: `Bad key ${key}!` })],
  ["an error's metadata, at some depth", (key) => refusal(401, { code: 401, message: "m", metadata: { raw: `{"message":"${key}"}`, a: { b: { c: [{ d: key }] } } } })],
  ["the name of a field, when it is long enough to be no word", (key) => refusal(401, { code: 401, message: "m", metadata: { [key]: 1 } })],
  ["a page", (key) => new Response(`<p>${key}</p>`, { status: 502 })],
  ["a header", (key) => refusal(401, undefined, { headers: { "x-echo": `Bearer ${key}`, "x-generation-id": key } })],
  ["a redirect", (key) => new Response(null, { status: 307, headers: { location: `https://elsewhere.test/?key=${key}` } })],
  ["the words of a status", (key) => new Response("no", { status: 500, statusText: `No ${key}` })],
  ["an error in a 200", (key) => Response.json({ error: { code: 401, message: key }, choices: [{ message: { content: key } }] })],
  ["a user id", (key) => Response.json({ error: "x", user_id: key }, { status: 400 })],
  ["a 200 that can't be understood", (key) => new Response(`hello ${key}`)],
  ["what fetch throws", (key) => Promise.reject(new TypeError(`Invalid header value: Bearer ${key}`))],
  ["the cause of what fetch throws", (key) => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED", request: { headers: [`authorization: Bearer ${key}`] } }) }))],
  ["an object that fetch throws, as some libraries do", (key) => Promise.reject(Object.assign(new Error("Request failed"), { code: "ECONNRESET", config: { headers: new Headers({ authorization: `Bearer ${key}` }) } }))],
  // oxlint-disable-next-line prefer-promise-reject-errors -- a fetch may reject with anything
  ["what fetch throws, when it is no error", (key) => Promise.reject({ message: "x", key })],
];

const keys: [string, string][] = [
  ["a usual key", "key-0123456789abcdef"],
  ["a key with characters of base64", "ab/cd+ef0123456789=="],
  ["a key with a quote and a backslash", 'a"b\\c-0123456789'],
  ["a short key", "pass"],
];

describe.each(keys)("%s", (_, apiKey) => {
  const possible = echoes.filter(([place]) => apiKey.length >= 8 || !place.includes("long enough"));
  test.each(possible)("is not printed when it comes back in %s", async (_name, echo) => {
    const { client } = observedClient({ apiKey, retryConfig: noRetries, fetch: () => echo(apiKey) });
    const result = await chatComplete(client, question);
    expect(result.ok).toBe(false);
    expect(!result.ok && leak(result.error, apiKey)).toBe("");
  });
});

const escaped: [string, (key: string) => string][] = [
  ["slashes", (key) => JSON.stringify(key).replaceAll("/", "\\/")],
  ["every character", (key) => `"${Array.from(key, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`],
];
test.each(escaped)("a key that comes back in JSON with escapes for %s is not printed, nor kept in the error", async (_, written) => {
  const apiKey = "ab/cd+ef0123456789";
  for (const status of [401, 200]) {
    const text = `{"error":{"code":401,"message":${written(apiKey)},"metadata":{"raw":${written(`no ${apiKey}`)}}}}`;
    const { client } = observedClient({ apiKey, retryConfig: noRetries, fetch: () => new Response(text, { status }) });
    const result = await chatComplete(client, question);
    expect(!result.ok && leak(result.error, apiKey)).toBe("");
  }
});

test.each(["e", "r", "1", "4", "error", "code", "message", '"', "{", ":"])("a placeholder for a key (%j) does not garble what an error says", async (apiKey) => {
  for (const status of [429, 200]) {
    const { client } = observedClient({ apiKey, retryConfig: noRetries, fetch: () => refusal(429, { code: 429, message: "x" }, { status }) });
    const result = await chatComplete(client, question);
    expect(result).toMatchObject({ ok: false, error: { name: "ChatCompletionError", statusCode: 429, error: { code: 429 } } });
  }
});

describe("in a stream", () => {
  test.each([
    ["an error", (key: string) => event({ error: { code: 401, message: key, metadata: { a: [key] } }, choices: [{ delta: { content: key } }] })],
    ["data that is no JSON", (key: string) => event(`{${key}`)],
  ])("a key that comes back in %s is not printed", async (_, echo) => {
    const key = "key-0123456789abcdef";
    for (const parts of [[event(chunk("a")), echo(key)], [event(lastChunk()), echo(key).trimEnd()]]) {
      const { error } = await drained(await openStream(() => sse(...parts), {}, { apiKey: key }));
      if (error) expect(leak(error, key)).toBe("");
    }
  });
});

describe("other credentials of the request are not printed either", () => {
  const secret = "hunter2-hunter2";
  const carriers: [string, Omit<SDKOptions, "fetch">][] = [
    ["the caller's own Authorization", { headers: { Authorization: `Basic ${secret}` } }],
    ["Proxy-Authorization", { headers: { "Proxy-Authorization": `Basic ${secret}` } }],
    ["Cookie", { headers: { Cookie: `session=${secret}; a=b` } }],
    ["X-Api-Key", { headers: { "X-Api-Key": secret } }],
    ["X-Provider-API-Keys", { headers: { "X-Provider-API-Keys": `{"acme":"${secret}"}` } }],
    ["a key function", { apiKey: async () => secret }],
  ];
  test.each(carriers)("%s", async (_, options) => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const answers: Answering[] = [() => refusal(401, { message: secret }), () => Promise.reject(new TypeError(`fetch failed: ${secret}`))];
    for (const answer of answers) {
      const { client } = observedClient({ ...options, retryConfig: noRetries, debugLogger: { debug: log, warn: log }, fetch: answer });
      const result = await chatComplete(client, question);
      expect(!result.ok && leak(result.error, secret)).toBe("");
    }
    expect(lines).not.toHaveLength(0);
    expect(inspect(lines, { depth: 9 })).not.toContain(secret);
  });
});

test("printing or serialising the client shows no key", () => {
  const apiKey = "key-0123456789abcdef";
  const client = new OpenRouter({ apiKey, headers: { "x-api-key": apiKey } });
  for (const value of [client, client.chat, { client }, Object.getOwnPropertyDescriptors(client), structuredClone({ ...client.chat })]) {
    expect(leak(value, apiKey)).toBe("");
    expect(inspect(value, { depth: 9, showHidden: true, showProxy: true, getters: true })).not.toContain(apiKey);
  }
});

test("an error that holds nothing secret keeps its cause as it was", async () => {
  const cause = Object.assign(new TypeError("fetch failed"), { cause: new Error("x") });
  const { client } = observedClient({ retryConfig: noRetries, fetch: () => Promise.reject(cause) });
  const result = await chatComplete(client, question);
  expect(!result.ok && result.error.cause).toBe(cause);
});

test("a success is not redacted: the answer is the caller's", async () => {
  const answer = completion({ echo: "key-0123456789abcdef" });
  const { client } = observedClient({ fetch: () => Response.json(answer) });
  expect(await client.chat.complete(question)).toEqual(answer);
});
