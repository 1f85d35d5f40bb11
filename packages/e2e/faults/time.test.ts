import type { RequestOptions } from "@org/sdk";
import { describe, expect, test } from "vitest";
import { chunk } from "./server/bodies.ts";
import type { Exchange } from "./server/exchange.ts";
import { faults } from "./server/faults.ts";
import { faultServer } from "./server/server.ts";
import { clientOf } from "./support/client.ts";
import { callTo, type Mode } from "./support/ending.ts";

/*
 * The SDK's two clocks. What must expire has a second, what must not has several times as long as it needs:
 * a machine that is busy elsewhere fails nothing here.
 */
const once: RequestOptions = { retries: { strategy: "none" } };

describe("timeoutMs", () => {
  test.concurrent.each<[string, Mode, (exchange: Exchange) => unknown]>([
    ["before the headers", "completion", faults["stall-before-headers"]],
    ["in the headers", "stream", faults["stall-in-headers"]],
    ["in a body", "completion", faults["stall-in-body"]],
    ["in a body of which something comes all the time", "completion", drip],
    ["in the body of an error", "completion", faults["stall-in-error-body"]],
    ["before the first event", "stream", faults["stall-before-first-event"]],
    ["before the first event, though comments come all the time", "stream", faults["stream-of-endless-comments"]],
    ["in the first event", "stream", firstEventDrip],
  ])("ends an attempt %s", async (_, mode, handler) => {
    await using server = await faultServer();
    server.script([handler]);
    const { end, attempts, error } = await callTo(clientOf(server.url), mode, { ...once, timeoutMs: 1_000 });
    expect({ end, attempts }).toEqual({ end: "RequestTimeoutError attempt", attempts: 1 });
    expect(error).toMatchObject({ timeoutMs: 1_000, message: "No useful answer within 1000 ms (timeoutMs)" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test.concurrent("is for each attempt anew", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-body"], faults["stall-before-headers"], faults.completion]);
    const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const ending = await callTo(clientOf(server.url), "completion", { retries, timeoutMs: 1_000 });
    expect(ending).toMatchObject({ end: "whole", attempts: 3 });
  });

  test("bounds the time of a key function too", async () => {
    await using server = await faultServer();
    const core = clientOf(server.url, { apiKey: () => new Promise<string>(() => {}) });
    expect(await callTo(core, "completion", { ...once, timeoutMs: 50 })).toMatchObject({
      end: "RequestTimeoutError attempt",
    });
    expect(server.connections).toBe(0);
  });

  test.concurrent("is over with a stream's first event, however long the stream", async () => {
    await using server = await faultServer();
    server.on((exchange) => slowly(exchange, 4, 400));
    expect(await callTo(clientOf(server.url), "stream", { timeoutMs: 1_200 })).toMatchObject({ end: "whole" });
  });

  test.each([Infinity, 2 ** 31 - 1, 2 ** 31, 2 ** 40, Number.MAX_VALUE])("%d ms do not fire at once", async (ms) => {
    await using server = await faultServer();
    server.on((exchange) => slowly(exchange, 2, 30));
    const limits = { timeoutMs: ms, idleTimeoutMs: ms };
    expect(await callTo(clientOf(server.url, limits), "stream", once)).toMatchObject({ end: "whole" });
  });
});

async function drip(exchange: Exchange): Promise<void> {
  await exchange.head(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  while (await exchange.chunk(" ")) await exchange.pause(10);
}

async function firstEventDrip(exchange: Exchange): Promise<void> {
  await exchange.events();
  await exchange.chunk("data: ");
  while (await exchange.chunk("x")) await exchange.pause(10);
}

async function slowly(exchange: Exchange, events: number, pauseMs: number): Promise<void> {
  await exchange.events();
  for (let left = events; left > 0; left -= 1) {
    await exchange.sse(chunk("word "));
    await exchange.pause(pauseMs);
  }
  await exchange.sse("[DONE]");
  await exchange.endChunks();
}
