import { clientOf, secretKey } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import { loggerInto, outputsWith } from "@org/test-server/client/secret-leaks.ts";
import { chunk, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event, type HeaderFields } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

/*
 * Providers and proxies repeat the key that was wrong. Wherever it comes back, and however it is written there, no
 * output of the error shows it, nor does a line of the log.
 */
type Echo = (exchange: Exchange, key: string) => unknown;

const echoes: [string, Mode, Echo][] = [
  ["the error's message", "completion", (exchange, key) => exchange.json(401, errorBody(401, `No such key: ${key}`))],
  ["the error as a string", "completion", (exchange, key) => exchange.json(401, { error: `No such key: ${key}` })],
  ["the error's code", "completion", (exchange, key) => exchange.json(401, errorBody(key, "No such key"))],
  [
    "the provider's raw answer",
    "stream",
    (exchange, key) =>
      exchange.json(401, errorBody(401, "No", { raw: JSON.stringify({ error: { message: `Key ${key}` } }), key })),
  ],
  ["a name in the JSON", "completion", (exchange, key) => exchange.json(403, errorBody(403, "No", { [key]: [key] }))],
  ["the user's id", "completion", (exchange, key) => exchange.json(403, { ...errorBody(403, "No"), user_id: key })],
  ["an HTML page", "stream", (exchange, key) => exchange.send(403, `<p>Authorization: Bearer ${key}</p>`)],
  ["a header", "completion", (exchange, key) => exchange.json(401, errorBody(401, "No"), asHeaders(key))],
  ["a redirect", "completion", (exchange, key) => exchange.send(302, "", { location: `/login?key=${key}` })],
  [
    "the status line",
    "completion",
    async (exchange, key) => {
      await exchange.head(401, { "content-length": 2 }, `No such key: ${key}`);
      await exchange.write("{}");
    },
  ],
  ["a 200 that is no JSON", "completion", (exchange, key) => exchange.send(200, `Who is ${key}?`)],
  ["a 200 that is no completion", "completion", (exchange, key) => exchange.json(200, { key })],
  ["a 200 that is no stream", "stream", (exchange, key) => exchange.json(200, { ...completion(), key })],
  ["an error in a 200", "completion", (exchange, key) => exchange.json(200, errorBody(400, `Key ${key}`))],
  [
    "an error beside choices",
    "completion",
    (exchange, key) => exchange.json(200, { ...completion(`My key is ${key}`), ...errorBody(400, key) }),
  ],
  ["the first event", "stream", (exchange, key) => inEvents(exchange, errorBody(401, `Key ${key}`))],
  [
    "an event in the middle",
    "stream",
    (exchange, key) => inEvents(exchange, chunk("Hi"), errorBody(401, `Key ${key}`)),
  ],
  ["an event that is no JSON", "stream", (exchange, key) => inEvents(exchange, chunk("Hi"), `{Key ${key}`)],
  [
    "choices beside an error in an event",
    "stream",
    (exchange, key) => inEvents(exchange, chunk("Hi"), chunk(key, "error", errorBody(401, key, { key }))),
  ],
  ["an interim answer and no more", "completion", (exchange, key) => notHttp(exchange, `HTTP/1.1 ${key} no\r\n\r\n`)],
];

describe.each<[string, string, (text: string) => string]>([
  ["as it is", secretKey, (text) => text],
  [
    "with slashes that JSON escapes",
    "key/with+slashes/in==it/0123456789",
    (text) => text.replaceAll("/", String.raw`\/`),
  ],
])("a key that comes back %s", (_, key, written) => {
  test.each(echoes)("in %s is not shown", async (__, mode, echo) => {
    await using server = await faultServer();
    server.on((exchange) => echo(escaping(exchange, written), key));
    const lines: unknown[] = [];
    const debugLogger = loggerInto(lines);
    const { error } = await callTo(clientOf(server.url, { apiKey: key, debugLogger }), mode);
    expect(error).toBeInstanceOf(Error);
    expect(outputsWith([key, written(key)], error)).toEqual([]);
    expect(outputsWith([key], lines)).toEqual([]);
    expect(lines.length).toBeGreaterThan(1);
  });
});

function asHeaders(key: string): HeaderFields {
  return { "x-received": `Bearer ${key}`, "x-generation-id": key, "content-type": `application/json; key="${key}"` };
}

async function inEvents(exchange: Exchange, ...events: unknown[]): Promise<void> {
  await exchange.events();
  await exchange.chunk(events.map(event).join(""));
  await exchange.endChunks();
}

async function notHttp(exchange: Exchange, text: string): Promise<void> {
  await exchange.write(text);
  await exchange.drop();
}

/** The same exchange, whose JSON is written in another spelling. */
function escaping(exchange: Exchange, written: (text: string) => string): Exchange {
  return {
    ...exchange,
    send: (status, body, headers) => exchange.send(status, written(String(body)), headers),
    json: (status, value, headers) =>
      exchange.send(status, written(JSON.stringify(value)), { "content-type": "application/json", ...headers }),
    chunk: (data) => exchange.chunk(written(String(data))),
  };
}
