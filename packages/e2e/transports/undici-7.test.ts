import { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { undici7Fetch } from "@org/test-server/client/undici-7.ts";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { expect, test } from "vitest";

const messages = [{ role: "user", content: "Hello" }] as const;

function createClient(serverURL: string): OpenRouter {
  return new OpenRouter({ apiKey: "none", serverURL, fetch: undici7Fetch(), retryConfig: { strategy: "none" } });
}

test("undici 7 carries a completion", async () => {
  await using server = await faultServer();
  server.on(faults.completion);
  const { choices } = await createClient(server.url).chat.complete({ messages });
  expect(choices[0]?.message.content).toBe(greeting);
});

test("undici 7 carries a stream", async () => {
  await using server = await faultServer();
  server.on(faults.stream);
  const stream = await createClient(server.url).chat.complete({ messages, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toBe(greeting);
});

test("undici 7 reports a refused connection", async () => {
  await using server = await faultServer();
  const client = createClient(await server.refuse());
  await expect(client.chat.complete({ messages })).rejects.toSatisfy(ConnectionError.isInstance);
});

test("leaving a stream closes the connection of undici 7", async () => {
  await using server = await faultServer();
  server.on(faults["stall-in-stream"]);
  const stream = await createClient(server.url).chat.complete({ messages, stream: true });
  await stream.cancel();
  await expect(server.requests[0]?.closed).resolves.toMatchObject({ by: "client" });
});
