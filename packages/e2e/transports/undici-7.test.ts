import { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { createUndici7Fetch } from "@org/test-server/client/undici-7.ts";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { expect, test } from "vitest";

const messages = [{ role: "user", content: "Hello" }] as const;

function createClient(serverURL: string): OpenRouter {
  return new OpenRouter({ apiKey: "none", serverURL, fetch: createUndici7Fetch(), retryConfig: { strategy: "none" } });
}

test("nodeFetch with undici 7 returns a completion", async () => {
  await using server = await startFaultServer();
  server.on(faults.completion);
  const { choices } = await createClient(server.url).chat.complete({ messages });
  expect(choices[0]?.message.content).toBe(greeting);
});

test("nodeFetch with undici 7 returns a stream", async () => {
  await using server = await startFaultServer();
  server.on(faults.stream);
  const stream = await createClient(server.url).chat.complete({ messages, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toBe(greeting);
});

test("nodeFetch with undici 7 rejects with a ConnectionError when the connection is refused", async () => {
  await using server = await startFaultServer();
  const client = createClient(await server.createRefusedURL());
  await expect(client.chat.complete({ messages })).rejects.toSatisfy(ConnectionError.isInstance);
});

test("cancel() of a stream closes the connection of undici 7", async () => {
  await using server = await startFaultServer();
  server.on(faults["stall-in-stream"]);
  const stream = await createClient(server.url).chat.complete({ messages, stream: true });
  await stream.cancel();
  await expect(server.requests[0]?.closed).resolves.toMatchObject({ by: "client" });
});
