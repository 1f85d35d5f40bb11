import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { chunk, event, lastChunk, errorResponse, sse } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { findLeak } from "../support/find-leak.ts";
import { readAll } from "../support/promises.ts";
import { openEventStream } from "../support/open-stream.ts";

const echoingResponses: [string, (key: string) => Response | Promise<never>][] = [
  ["an error's message", (key) => errorResponse(401, { code: 401, message: `Bad key ${key}!` })],
  [
    "an error's metadata, at some depth",
    (key) =>
      errorResponse(401, {
        code: 401,
        message: "m",
        metadata: { raw: `{"message":"${key}"}`, a: { b: { c: [{ d: key }] } } },
      }),
  ],
  [
    "a field name, if the key is long enough not to be a word",
    (key) => errorResponse(401, { code: 401, message: "m", metadata: { [key]: 1 } }),
  ],
  ["an HTML page", (key) => new Response(`<p>${key}</p>`, { status: 502 })],
  [
    "a header",
    (key) => errorResponse(401, undefined, { headers: { "x-echo": `Bearer ${key}`, "x-generation-id": key } }),
  ],
  [
    "a redirect",
    (key) => new Response(null, { status: 307, headers: { location: `https://elsewhere.test/?key=${key}` } }),
  ],
  ["a status text", (key) => new Response("no", { status: 500, statusText: `No ${key}` })],
  [
    "an error in a 200",
    (key) => Response.json({ error: { code: 401, message: key }, choices: [{ message: { content: key } }] }),
  ],
  ["a user id", (key) => Response.json({ error: "x", user_id: key }, { status: 400 })],
  ["an invalid 200", (key) => new Response(`hello ${key}`)],
  ["an error that fetch throws", (key) => Promise.reject(new TypeError(`Invalid header value: Bearer ${key}`))],
  [
    "the cause of an error that fetch throws",
    (key) =>
      Promise.reject(
        new TypeError("fetch failed", {
          cause: Object.assign(new Error("x"), {
            code: "ECONNREFUSED",
            request: { headers: [`authorization: Bearer ${key}`] },
          }),
        }),
      ),
  ],
  [
    "a field of an error that fetch throws",
    (key) =>
      Promise.reject(
        Object.assign(new Error("Request failed"), {
          code: "ECONNRESET",
          config: { headers: new Headers({ authorization: `Bearer ${key}` }) },
        }),
      ),
  ],
  // oxlint-disable-next-line prefer-promise-reject-errors -- a fetch may reject with anything
  ["an object that fetch throws", (key) => Promise.reject({ message: "x", key })],
];

const keys: [string, string][] = [
  ["a usual key", "key-0123456789abcdef"],
  ["a key with characters of base64", "ab/cd+ef0123456789=="],
  ["a key with a quote and a backslash", 'a"b\\c-0123456789'],
  ["a short key", "pass"],
];

describe.each(keys)("%s", (_, apiKey) => {
  const cases = echoingResponses.filter(([place]) => apiKey.length >= 8 || !place.includes("long enough"));
  test.each(cases)("the API key is not printed when the server echoes it in %s", async (_name, echo) => {
    const { client } = observedClient({ apiKey, retryConfig: noRetries, fetch: () => echo(apiKey) });
    const result = await chatComplete(client, question);
    expect(result.ok).toBe(false);
    expect(!result.ok && findLeak(result.error, apiKey)).toBe("");
  });
});

const escaped: [string, (key: string) => string][] = [
  ["slashes", (key) => JSON.stringify(key).replaceAll("/", "\\/")],
  [
    "every character",
    (key) => `"${Array.from(key, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`,
  ],
];
test.each(escaped)(
  "a key echoed in JSON with escapes for %s is neither printed nor kept in the error",
  async (_, escape) => {
    const apiKey = "ab/cd+ef0123456789";
    for (const status of [401, 200]) {
      const text = `{"error":{"code":401,"message":${escape(apiKey)},"metadata":{"raw":${escape(`no ${apiKey}`)}}}}`;
      const { client } = observedClient({
        apiKey,
        retryConfig: noRetries,
        fetch: () => new Response(text, { status }),
      });
      const result = await chatComplete(client, question);
      expect(!result.ok && findLeak(result.error, apiKey)).toBe("");
    }
  },
);

test.each(["e", "r", "1", "4", ".", "error", "code", "message", '"', "{", ":"])(
  "a placeholder key (%j) does not change the message of an error",
  async (apiKey) => {
    for (const status of [429, 200]) {
      const { client } = observedClient({
        apiKey,
        retryConfig: noRetries,
        fetch: () => errorResponse(429, { code: 429, message: "x" }, { status, headers: { "retry-after": "61.4" } }),
      });
      const result = await chatComplete(client, question);
      expect(result).toMatchObject({
        ok: false,
        error: { name: "ChatCompletionError", statusCode: 429, error: { code: 429 }, retryAfterMs: 61_400 },
      });
    }
  },
);

describe("an API key echoed in a stream", () => {
  test.each([
    [
      "an error",
      (key: string) =>
        event({ error: { code: 401, message: key, metadata: { a: [key] } }, choices: [{ delta: { content: key } }] }),
    ],
    ["data that is not JSON", (key: string) => event(`{${key}`)],
  ])("the API key is not printed when it is echoed in %s", async (_, echo) => {
    const key = "key-0123456789abcdef";
    for (const parts of [
      [event(chunk("a")), echo(key)],
      [event(lastChunk()), echo(key).trimEnd()],
    ]) {
      const { error } = await readAll(await openEventStream(() => sse(...parts), {}, { apiKey: key }));
      expect(error === undefined ? "" : findLeak(error, key)).toBe("");
    }
  });
});
