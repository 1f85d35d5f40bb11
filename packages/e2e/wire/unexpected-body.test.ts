import { ChatCompletionError, ResponseValidationError } from "@org/sdk/models/errors";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { chunks, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

describe("an answer of another kind than was asked for", () => {
  test.each<[string, (exchange: Exchange, text: string) => unknown]>([
    ["as JSON", (exchange, text) => exchange.send(200, text, { "content-type": "application/json" })],
    ["without a content type", (exchange, text) => exchange.send(200, text)],
    ["as an event stream", (exchange, text) => exchange.send(200, text, { "content-type": "text/event-stream" })],
    ["behind white space, in pieces", inPieces],
    ["behind a BOM", (exchange, text) => exchange.send(200, `\ufeff${text}`, { "content-type": "application/json" })],
  ])("an error for a stream is that error: %s", async (_, send) => {
    await using server = await faultServer();
    server.script([
      (exchange) => send(exchange, JSON.stringify({ ...errorBody(400, "No such model"), user_id: "user_1" })),
    ]);
    const { error } = await callTo(clientOf(server.url), "stream");
    expect(error).toSatisfy(ChatCompletionError.isInstance);
    expect(error).toMatchObject({ statusCode: 400, error: { code: 400, message: "No such model" }, userId: "user_1" });
  });

  test("a completion for a stream is not understood, and its text is on the error", async () => {
    await using server = await faultServer();
    const text = JSON.stringify(completion());
    server.script([(exchange) => inPieces(exchange, text)]);
    const { error, attempts } = await callTo(clientOf(server.url), "stream");
    expect(error).toSatisfy(ResponseValidationError.isInstance);
    expect((error as ResponseValidationError).rawText.trim()).toBe(text);
    expect(attempts).toBe(1);
  });

  test("a stream for a completion is not understood, and its text is on the error", async () => {
    await using server = await faultServer();
    server.script([sendStream]);
    const { error, attempts } = await callTo(clientOf(server.url), "completion");
    expect(error).toSatisfy(ResponseValidationError.isInstance);
    expect((error as ResponseValidationError).rawText).toBe([...chunks(), "[DONE]"].map(event).join(""));
    expect(attempts).toBe(1);
  });

  test("a page without end for a stream is read no further than maxEventBytes", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.head(200, { "content-type": "text/html", "transfer-encoding": "chunked" });
        while (await exchange.chunk("<p>Please sign in</p>".repeat(1_000)));
      },
    ]);
    const { end } = await callTo(clientOf(server.url), "stream", { maxEventBytes: 100_000 });
    expect(end).toBe("ResponseValidationError 200");
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

async function sendStream(exchange: Exchange): Promise<void> {
  await exchange.events();
  for (const each of [...chunks(), "[DONE]"]) await exchange.sse(each);
  await exchange.endChunks();
}

async function inPieces(exchange: Exchange, text: string): Promise<void> {
  await exchange.head(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  await exchange.chunk("\n         \n");
  for (const piece of text.match(/.{1,40}/g) ?? []) {
    await exchange.chunk(piece);
    await exchange.delivered();
  }
  await exchange.endChunks();
}
