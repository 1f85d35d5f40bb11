import type { RequestOptions } from "@org/sdk";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const once: RequestOptions = { retries: { strategy: "none" } };
const timeoutMs = 1_000;

describe("timeoutMs", () => {
  test.each<[string, Mode, (exchange: Exchange) => unknown]>([
    ["before the headers", "completion", faults["stall-before-headers"]],
    ["in the headers", "stream", faults["stall-in-headers"]],
    ["in a body", "completion", faults["stall-in-body"]],
    ["in a body of which something comes all the time", "completion", drip],
    ["in the body of an error", "completion", faults["stall-in-error-body"]],
    ["before the first event", "stream", faults["stall-before-first-event"]],
    ["before the first event, though comments come all the time", "stream", faults["stream-of-endless-comments"]],
    ["in the first event", "stream", firstEventDrip],
  ])("ends an attempt %s", async (_, mode, handler) => {
    const clock = stopClock();
    await using server = await faultServer();
    server.script([handler]);
    const call = callTo(clientOf(server.url), mode, { ...once, timeoutMs });
    const exchange = await server.next();
    await exchange.delivered();
    await clock.advance(timeoutMs - 1);
    expect(await exchange.delivered()).toBe(true);
    await clock.advance(1);
    const { end, attempts, error } = await call;
    expect({ end, attempts }).toEqual({ end: "RequestTimeoutError attempt", attempts: 1 });
    expect(error).toMatchObject({ timeoutMs, message: "No response within 1000 ms (timeoutMs)" });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test("starts again with each attempt", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.on((exchange) => exchange.stall());
    const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const call = callTo(clientOf(server.url), "completion", { retries, timeoutMs });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const exchange = await server.next();
      await clock.advance(timeoutMs - 10);
      expect(await exchange.delivered()).toBe(true);
      await clock.advance(12); // to the limit, and over the delay before the retry
      await exchange.closed;
    }
    const last = await server.next();
    await clock.advance(timeoutMs - 10);
    await faults.completion(last);
    expect(await call).toMatchObject({ end: "whole", attempts: 3 });
  });

  test("bounds the time of a key function too", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    const core = clientOf(server.url, { apiKey: () => new Promise<string>(() => {}) });
    const call = callTo(core, "completion", { ...once, timeoutMs });
    await clock.advance(timeoutMs);
    expect(await call).toMatchObject({ end: "RequestTimeoutError attempt" });
    expect(server.connections).toBe(0);
  });

  test("is over with a stream's first event, however long the stream", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      for (let left = 4; left > 0; left -= 1) {
        await exchange.sse(chunk("word "));
        await exchange.delivered();
        await clock.advance(timeoutMs);
      }
      await exchange.sse("[DONE]");
      await exchange.endChunks();
    });
    expect(await callTo(clientOf(server.url), "stream", { timeoutMs })).toMatchObject({ end: "whole" });
  });

  test.each([Infinity, 2 ** 31 - 1, 2 ** 31, 2 ** 40, Number.MAX_VALUE])(
    "%d ms do not fire immediately",
    async (ms) => {
      await using server = await faultServer();
      server.on(async (exchange) => {
        await exchange.events();
        for (let left = 2; left > 0; left -= 1) {
          await exchange.sse(chunk("word "));
          // A timer that cannot count so far fires after 1 ms.
          await exchange.pause(30);
        }
        await exchange.sse("[DONE]");
        await exchange.endChunks();
      });
      const limits = { timeoutMs: ms, idleTimeoutMs: ms };
      expect(await callTo(clientOf(server.url, limits), "stream", once)).toMatchObject({ end: "whole" });
    },
  );
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
