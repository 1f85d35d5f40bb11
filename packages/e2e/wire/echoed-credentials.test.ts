import type { HeaderOptions } from "@org/sdk";
import { createClient, secretKey } from "@org/test-server/client/client.ts";
import { type CallMode, type CallOutcome, runCall } from "@org/test-server/client/run-call.ts";
import { createMemoryLogger, findSecretLeaks } from "@org/test-server/client/secret-leaks.ts";
import { chunk, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { formatEvent, type HeaderFields } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

/** Responds with the key, as providers and proxies do with an invalid one. */
type Echo = (exchange: Exchange, key: string) => unknown;

const echoes: [string, CallMode, Echo][] = [
  [
    "the error's message",
    "completion",
    (exchange, key) => exchange.sendJSON(401, errorBody(401, `No such key: ${key}`)),
  ],
  ["the error as a string", "completion", (exchange, key) => exchange.sendJSON(401, { error: `No such key: ${key}` })],
  ["the error's code", "completion", (exchange, key) => exchange.sendJSON(401, errorBody(key, "No such key"))],
  [
    "the provider's raw response",
    "stream",
    (exchange, key) =>
      exchange.sendJSON(401, errorBody(401, "No", { raw: JSON.stringify({ error: { message: `Key ${key}` } }), key })),
  ],
  ["a property name", "completion", (exchange, key) => exchange.sendJSON(403, errorBody(403, "No", { [key]: [key] }))],
  ["the user's id", "completion", (exchange, key) => exchange.sendJSON(403, { ...errorBody(403, "No"), user_id: key })],
  ["an HTML page", "stream", (exchange, key) => exchange.send(403, `<p>Authorization: Bearer ${key}</p>`)],
  ["a header", "completion", (exchange, key) => exchange.sendJSON(401, errorBody(401, "No"), createHeaders(key))],
  ["a redirect", "completion", (exchange, key) => exchange.send(302, "", { location: `/login?key=${key}` })],
  [
    "the status line",
    "completion",
    async (exchange, key) => {
      await exchange.sendHead(401, { "content-length": 2 }, `No such key: ${key}`);
      await exchange.write("{}");
    },
  ],
  ["a 200 that is not JSON", "completion", (exchange, key) => exchange.send(200, `Who is ${key}?`)],
  ["a 200 that is not a completion", "completion", (exchange, key) => exchange.sendJSON(200, { key })],
  ["a 200 that is not a stream", "stream", (exchange, key) => exchange.sendJSON(200, { ...completion(), key })],
  ["an error in a 200", "completion", (exchange, key) => exchange.sendJSON(200, errorBody(400, `Key ${key}`))],
  [
    "an error next to choices",
    "completion",
    (exchange, key) => exchange.sendJSON(200, { ...completion(`My key is ${key}`), ...errorBody(400, key) }),
  ],
  ["the first event", "stream", (exchange, key) => sendEvents(exchange, errorBody(401, `Key ${key}`))],
  [
    "an event after the first",
    "stream",
    (exchange, key) => sendEvents(exchange, chunk("Hi"), errorBody(401, `Key ${key}`)),
  ],
  ["an event that is not JSON", "stream", (exchange, key) => sendEvents(exchange, chunk("Hi"), `{Key ${key}`)],
  [
    "choices next to an error in an event",
    "stream",
    (exchange, key) => sendEvents(exchange, chunk("Hi"), chunk(key, "error", errorBody(401, key, { key }))),
  ],
  [
    "an interim response without a final one",
    "completion",
    (exchange, key) => sendAndDrop(exchange, `HTTP/1.1 ${key} no\r\n\r\n`),
  ],
];

describe.each<[string, string, (text: string) => string]>([
  ["unchanged", secretKey, (text) => text],
  ["with escaped slashes", "key/with+slashes/in==it/0123456789", (text) => text.replaceAll("/", String.raw`\/`)],
])("a key that the server returns %s", (_, key, escape) => {
  test.each(echoes)("is redacted when it is in %s", async (__, mode, echo) => {
    await using server = await startFaultServer();
    server.on((exchange) => echo(escapeBodies(exchange, escape), key));
    const lines: unknown[] = [];
    const debugLogger = createMemoryLogger(lines);
    const { error } = await runCall(createClient(server.url, { apiKey: key, debugLogger }), mode);
    expect(error).toBeInstanceOf(Error);
    expect(findSecretLeaks([key, escape(key)], error)).toEqual([]);
    expect(findSecretLeaks([key], lines)).toEqual([]);
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe("an error does not contain credentials other than the key", () => {
  test.each<[string, HeaderOptions, string]>([
    ["a custom Authorization", { authorization: "Bearer custom-0123456789" }, "custom-0123456789"],
    ["a password", { authorization: "Basic dXNlcjpwYXNzd29yZA==" }, "dXNlcjpwYXNzd29yZA=="],
    ["a provider's key", { "X-Provider-API-Keys": '{"openai":"sk-proj-0123456789"}' }, "sk-proj-0123456789"],
    ["a cookie", { cookie: "session=c00kie-0123456789; theme=dark" }, "c00kie-0123456789"],
    ["a gateway's token", { "cf-aig-authorization": "Bearer gateway-0123456789" }, "gateway-0123456789"],
    ["a gateway's key", { "api-key": "azure-0123456789" }, "azure-0123456789"],
    ["a subscription", { "Ocp-Apim-Subscription-Key": "apim-0123456789" }, "apim-0123456789"],
    ["a token in another header", { "X-Auth-Token": "token-0123456789" }, "token-0123456789"],
  ])("%s", async (_, headers, secret) => {
    await using server = await startFaultServer();
    server.on((exchange) => exchange.sendJSON(401, errorBody(401, `Not valid: ${secret}`)));
    const lines: unknown[] = [];
    const { error } = await runCall(
      createClient(server.url, { debugLogger: createMemoryLogger(lines) }),
      "completion",
      { headers },
    );
    expect(findSecretLeaks([secret], error)).toEqual([]);
    expect(findSecretLeaks([secret], lines)).toEqual([]);
    expect(Object.values(server.requests[0]?.headers ?? {}).join("\n")).toContain(secret);
  });
});

test("no part of a key is shown when the limit of error bodies splits it", async () => {
  await using server = await startFaultServer();
  server.on((exchange) => exchange.send(400, "x".repeat(64 * 1024 - secretKey.length + 3) + secretKey));
  const { error } = await runCall(createClient(server.url), "completion");
  expect(findSecretLeaks([secretKey.slice(0, 20)], error)).toEqual([]);
});

test.each(["x", "1", "e", "error", "EMPTY", "data", "message"])(
  "the placeholder key %j does not change the error",
  async (apiKey) => {
    await using server = await startFaultServer();
    const body = errorBody(400, "No such model", { x: 1 });
    server.script([
      (exchange) => exchange.sendJSON(400, body),
      (exchange) => exchange.sendJSON(200, body),
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(chunk("Hi"));
        await exchange.sendEvent(body);
        await exchange.endChunks();
      },
    ]);
    const core = createClient(server.url, { apiKey });
    const outcomes: CallOutcome[] = [];
    for (const mode of ["completion", "completion", "stream"] as const) outcomes.push(await runCall(core, mode));
    for (const { end } of outcomes) expect(end).toBe("ChatCompletionError 400");
    for (const { error } of outcomes) expect(error).toMatchObject({ error: { code: 400 } });
  },
);

function createHeaders(key: string): HeaderFields {
  return { "x-received": `Bearer ${key}`, "x-generation-id": key, "content-type": `application/json; key="${key}"` };
}

async function sendEvents(exchange: Exchange, ...events: unknown[]): Promise<void> {
  await exchange.startStream();
  await exchange.sendChunk(events.map(formatEvent).join(""));
  await exchange.endChunks();
}

async function sendAndDrop(exchange: Exchange, text: string): Promise<void> {
  await exchange.write(text);
  await exchange.end();
}

/** Returns an exchange that escapes the bodies that it sends. */
function escapeBodies(exchange: Exchange, escape: (text: string) => string): Exchange {
  return {
    ...exchange,
    send: (status, body, headers) => exchange.send(status, escape(String(body)), headers),
    sendJSON: (status, value, headers) =>
      exchange.send(status, escape(JSON.stringify(value)), { "content-type": "application/json", ...headers }),
    sendChunk: (data) => exchange.sendChunk(escape(String(data))),
  };
}
