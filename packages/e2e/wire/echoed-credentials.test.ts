import { createClient, secretKey } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
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
  await exchange.drop();
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
