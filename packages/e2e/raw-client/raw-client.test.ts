import { createClient } from "@org/client";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

const messages = [{ role: "user", content: "Hello" }] as const;

let server: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function post(body: object = {}) {
  const client = createClient({ apiKey: "none", serverURL: server.url });
  return client.POST("/chat/completions", { body: { messages, ...body } });
}

test("an error body in JSON is returned as an object", async () => {
  server.script([(exchange) => exchange.send(404, '{"error":{"code":404,"message":"Unknown model"}}')]);
  const { data, error } = await post();
  expect(data).toBeUndefined();
  expect(typeof error === "object" && error.error.message).toBe("Unknown model");
});

test("an error body that is not JSON is returned as a string", async () => {
  const html = "<html><title>502 Bad Gateway</title></html>";
  server.script([(exchange) => exchange.send(502, html, { "content-type": "text/html" })]);
  const { data, error, response } = await post();
  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: html, status: 502 });
  expect(typeof error === "string" && error.length).toBe(html.length);
});

test("an error with an empty body leaves error and data undefined", async () => {
  server.script([(exchange) => exchange.send(503, "")]);
  const { data, error, response } = await post();
  expect({ data, error, ok: response.ok }).toEqual({ data: undefined, error: undefined, ok: false });
});

test("data narrows the result", async () => {
  server.script([(exchange) => exchange.sendJSON(200, completion("Hi"))]);
  const result = await post();
  expect(result.data ? result.data.choices[0]?.message.content : result.error).toBe("Hi");
});

test('stream: true with parseAs: "stream" returns the bytes of the stream', async () => {
  server.script([faults.stream]);
  const client = createClient({ apiKey: "none", serverURL: server.url });
  const { data } = await client.POST("/chat/completions", { body: { messages, stream: true }, parseAs: "stream" });
  const text = await new Response(data).text();
  expect(text).toMatch(/^data: \{/m);
  expect(text).toMatch(/data: \[DONE\]\s*$/);
});
