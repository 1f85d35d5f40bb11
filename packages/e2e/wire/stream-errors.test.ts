import type { ChatCompletionError } from "@org/sdk/models/errors";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { chunk, chunks, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

const rateLimit = errorBody(429, "Provider returned error", { provider_name: "Fault Server", raw: "Slow down" });

describe("an error in an event", () => {
  test.each([
    ["alone", rateLimit],
    ["with choices", chunk("never seen", "error", rateLimit)],
  ])("%s, after others: it is thrown when they have been delivered", async (_, last) => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk([chunk("one "), chunk("two "), last, chunk("three"), "[DONE]"].map(event).join(""));
        await exchange.endChunks();
      },
    ]);
    const { end, said, attempts, error } = await callTo(clientOf(server.url), "stream");
    expect({ end, said, attempts }).toEqual({ end: "ChatCompletionError 429", said: "one two ", attempts: 1 });
    expect(error).toMatchObject({
      ...rateLimit,
      message: expect.stringContaining("[Fault Server] Slow down") as string,
    });
  });

  test("alone and first: the attempt is made again", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.sse(rateLimit);
        await exchange.endChunks();
      },
      sendStream,
    ]);
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole", attempts: 2 });
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
  ])("the code %j stands for the status %i", async (code, status) => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk(event(chunk("Hello")) + event({ error: { code, message: "No" } }));
        await exchange.endChunks();
      },
    ]);
    const { error } = await callTo(clientOf(server.url), "stream");
    expect(error).toMatchObject({ statusCode: status, error: { message: "No" } });
    expect((error as ChatCompletionError).error.code).toBe(code);
  });
});

describe("an event that is larger than maxEventBytes", () => {
  test.each<[string, string]>([
    ["in one line", "x"],
    ["in many lines", "x\ndata: "],
    ["in a comment", "\n: x"],
  ])("is refused before it is there, %s, and the connection closed", async (name, text) => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk(event(chunk("Hello")) + (name === "in a comment" ? ": " : "data: "));
        while (await exchange.chunk((name === "in a comment" ? "x" : text).repeat(1_000)));
      },
    ]);
    const { end, said } = await callTo(clientOf(server.url), "stream", {
      maxEventBytes: 50_000,
    });
    expect({ end, said }).toEqual({ end: "ResponseValidationError 200", said: "Hello" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("and one that just fits is not", async () => {
    await using server = await faultServer();
    const text = JSON.stringify(chunk("é".repeat(20_000), "stop"));
    server.on(async (exchange) => {
      await exchange.events();
      await exchange.sse(text);
      await exchange.endChunks();
    });
    const bytes = Buffer.byteLength(text);
    expect(await callTo(clientOf(server.url), "stream", { maxEventBytes: bytes })).toMatchObject({ end: "whole" });
    expect(await callTo(clientOf(server.url), "stream", { maxEventBytes: bytes - 1 })).toMatchObject({
      end: "ResponseValidationError 200",
    });
  });
});

async function sendStream(exchange: Exchange): Promise<void> {
  await exchange.events();
  for (const each of [...chunks(), "[DONE]"]) await exchange.sse(each);
  await exchange.endChunks();
}
