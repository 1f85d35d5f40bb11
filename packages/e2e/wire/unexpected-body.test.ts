import { ChatCompletionError, ResponseValidationError } from "@org/sdk/models/errors";
import { createClient } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { chunks, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

describe("a response to a request", () => {
  test.each<[string, (exchange: Exchange, text: string) => unknown]>([
    ["as JSON", (exchange, text) => exchange.send(200, text, { "content-type": "application/json" })],
    ["without a content type", (exchange, text) => exchange.send(200, text)],
    ["as an event stream", (exchange, text) => exchange.send(200, text, { "content-type": "text/event-stream" })],
    ["after white space, in pieces", sendInPieces],
    ["after a BOM", (exchange, text) => exchange.send(200, `\ufeff${text}`, { "content-type": "application/json" })],
  ])("for a stream that is an error %s is a ChatCompletionError", async (_, send) => {
    await using server = await startFaultServer();
    server.script([
      (exchange) => send(exchange, JSON.stringify({ ...errorBody(400, "No such model"), user_id: "user_1" })),
    ]);
    const { error } = await runCall(createClient(server.url), "stream");
    expect(error).toSatisfy(ChatCompletionError.isInstance);
    expect(error).toMatchObject({ statusCode: 400, error: { code: 400, message: "No such model" }, userId: "user_1" });
  });

  test("for a stream that is a completion is a ResponseValidationError with its text", async () => {
    await using server = await startFaultServer();
    const text = JSON.stringify(completion());
    server.script([(exchange) => sendInPieces(exchange, text)]);
    const { error, attempts } = await runCall(createClient(server.url), "stream");
    expect(error).toSatisfy(ResponseValidationError.isInstance);
    expect((error as ResponseValidationError).rawText.trim()).toBe(text);
    expect(attempts).toBe(1);
  });

  test("for a completion that is a stream is a ResponseValidationError with its text", async () => {
    await using server = await startFaultServer();
    server.script([sendStream]);
    const { error, attempts } = await runCall(createClient(server.url), "completion");
    expect(error).toSatisfy(ResponseValidationError.isInstance);
    expect((error as ResponseValidationError).rawText).toBe([...chunks(), "[DONE]"].map(formatEvent).join(""));
    expect(attempts).toBe(1);
  });

  test("for a stream that is an endless HTML body is read up to maxEventBytes", async () => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.sendHead(200, { "content-type": "text/html", "transfer-encoding": "chunked" });
        while (await exchange.sendChunk("<p>Please sign in</p>".repeat(1_000)));
      },
    ]);
    const { end } = await runCall(createClient(server.url), "stream", { maxEventBytes: 100_000 });
    expect(end).toBe("ResponseValidationError 200");
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

async function sendStream(exchange: Exchange): Promise<void> {
  await exchange.startStream();
  for (const each of [...chunks(), "[DONE]"]) await exchange.sendEvent(each);
  await exchange.endChunks();
}

async function sendInPieces(exchange: Exchange, text: string): Promise<void> {
  await exchange.sendHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  await exchange.sendChunk("\n         \n");
  for (const piece of text.match(/.{1,40}/g) ?? []) {
    await exchange.sendChunk(piece);
    await exchange.waitForDelivery();
  }
  await exchange.endChunks();
}
