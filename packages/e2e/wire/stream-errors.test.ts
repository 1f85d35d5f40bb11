import type { ChatCompletionError } from "@org/sdk/models/errors";
import { createClient } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { chunk, chunks, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

const rateLimit = errorBody(429, "Provider returned error", { provider_name: "Fault Server", raw: "Slow down" });

describe("an error event", () => {
  test.each([
    ["without choices", rateLimit],
    ["with choices", chunk("discarded", "error", rateLimit)],
  ])("%s rejects after the chunks before it", async (_, last) => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk(
          [chunk("one "), chunk("two "), last, chunk("three"), "[DONE]"].map(formatEvent).join(""),
        );
        await exchange.endChunks();
      },
    ]);
    const { end, text, attempts, error } = await runCall(createClient(server.url), "stream");
    expect({ end, text, attempts }).toEqual({ end: "ChatCompletionError 429", text: "one two ", attempts: 1 });
    expect(error).toMatchObject({
      ...rateLimit,
      message: expect.stringContaining("[Fault Server] Slow down") as string,
    });
  });

  test("at the start of the stream leads to a retry", async () => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(rateLimit);
        await exchange.endChunks();
      },
      sendStream,
    ]);
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({ end: "complete", attempts: 2 });
  });

  test.each<[unknown, number]>([
    [402, 402],
    ["503", 503],
    [529, 529],
    ["server_error", 500],
    [null, 500],
    [undefined, 500],
    [200, 500],
    [600, 500],
    [429.5, 500],
  ])("with the code %j has the status %i", async (code, status) => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk(formatEvent(chunk("Hello")) + formatEvent({ error: { code, message: "No" } }));
        await exchange.endChunks();
      },
    ]);
    const { error } = await runCall(createClient(server.url), "stream");
    expect(error).toMatchObject({ statusCode: status, error: { message: "No" } });
    expect((error as ChatCompletionError).error.code).toBe(code);
  });
});

describe("an event that is larger than maxEventBytes", () => {
  test.each<[string, string]>([
    ["in one line", "x"],
    ["in many lines", "x\ndata: "],
    ["in a comment", "\n: x"],
  ])("%s, fails the stream before its end, and closes the connection", async (name, filler) => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk(formatEvent(chunk("Hello")) + (name === "in a comment" ? ": " : "data: "));
        while (await exchange.sendChunk((name === "in a comment" ? "x" : filler).repeat(1_000)));
      },
    ]);
    const { end, text } = await runCall(createClient(server.url), "stream", {
      maxEventBytes: 50_000,
    });
    expect({ end, text }).toEqual({ end: "ResponseValidationError 200", text: "Hello" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("fails the stream, and one with exactly maxEventBytes does not", async () => {
    await using server = await startFaultServer();
    const text = JSON.stringify(chunk("é".repeat(20_000), "stop"));
    server.on(async (exchange) => {
      await exchange.startStream();
      await exchange.sendEvent(text);
      await exchange.endChunks();
    });
    const bytes = Buffer.byteLength(text);
    expect(await runCall(createClient(server.url), "stream", { maxEventBytes: bytes })).toMatchObject({
      end: "complete",
    });
    expect(await runCall(createClient(server.url), "stream", { maxEventBytes: bytes - 1 })).toMatchObject({
      end: "ResponseValidationError 200",
    });
  });
});

async function sendStream(exchange: Exchange): Promise<void> {
  await exchange.startStream();
  for (const each of [...chunks(), "[DONE]"]) await exchange.sendEvent(each);
  await exchange.endChunks();
}
