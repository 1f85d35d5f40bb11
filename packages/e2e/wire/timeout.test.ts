import type { RequestOptions } from "@org/sdk";
import { createClient } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const withoutRetries: RequestOptions = { retries: { strategy: "none" } };
const timeoutMs = 1_000;

describe("timeoutMs", () => {
  test.each<[string, CallMode, (exchange: Exchange) => unknown]>([
    ["before the headers", "completion", faults["stall-before-headers"]],
    ["in the headers", "stream", faults["stall-in-headers"]],
    ["in a body", "completion", faults["stall-in-body"]],
    ["in a body that arrives slowly", "completion", sendSlowBody],
    ["in the body of an error", "completion", faults["stall-in-error-body"]],
    ["before the first event", "stream", faults["stall-before-first-event"]],
    ["before the first event, despite comments", "stream", faults["stream-of-endless-comments"]],
    ["in the first event", "stream", sendSlowEvent],
  ])("ends an attempt %s", async (_, mode, handler) => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.script([handler]);
    const call = runCall(createClient(server.url), mode, { ...withoutRetries, timeoutMs });
    const exchange = await server.next();
    await exchange.waitForDelivery();
    await clock.advance(timeoutMs - 1);
    expect(await exchange.waitForDelivery()).toBe(true);
    await clock.advance(1);
    const { end, attempts, error } = await call;
    expect({ end, attempts }).toEqual({ end: "RequestTimeoutError attempt", attempts: 1 });
    const { origin } = new URL(server.url);
    expect(error).toMatchObject({ timeoutMs, message: `No response from ${origin} within 1000 ms (timeoutMs)` });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test("starts again with each attempt", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.on((exchange) => exchange.stall());
    const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const call = runCall(createClient(server.url), "completion", { retries, timeoutMs });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const exchange = await server.next();
      await clock.advance(timeoutMs - 10);
      expect(await exchange.waitForDelivery()).toBe(true);
      await clock.advance(12); // to the limit, and past the delay before the retry
      await exchange.closed;
    }
    const last = await server.next();
    await clock.advance(timeoutMs - 10);
    await faults.completion(last);
    expect(await call).toMatchObject({ end: "complete", attempts: 3 });
  });

  test("limits the time of a key function", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    const core = createClient(server.url, { apiKey: () => new Promise<string>(() => {}) });
    const call = runCall(core, "completion", { ...withoutRetries, timeoutMs });
    await clock.advance(timeoutMs);
    expect(await call).toMatchObject({ end: "RequestTimeoutError attempt" });
    expect(server.connections).toBe(0);
  });

  test("does not limit a stream after its first event", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.on(async (exchange) => {
      await exchange.startStream();
      for (let left = 4; left > 0; left -= 1) {
        await exchange.sendEvent(chunk("word "));
        await exchange.waitForDelivery();
        await clock.advance(timeoutMs);
      }
      await exchange.sendEvent("[DONE]");
      await exchange.endChunks();
    });
    expect(await runCall(createClient(server.url), "stream", { timeoutMs })).toMatchObject({ end: "complete" });
  });

  test.each([Infinity, 2 ** 31 - 1, 2 ** 31, 2 ** 40, Number.MAX_VALUE])(
    "of %d ms does not expire immediately",
    async (ms) => {
      await using server = await startFaultServer();
      server.on(async (exchange) => {
        await exchange.startStream();
        for (let left = 2; left > 0; left -= 1) {
          await exchange.sendEvent(chunk("word "));
          // A timer with a delay above its limit fires after 1 ms.
          await exchange.pause(30);
        }
        await exchange.sendEvent("[DONE]");
        await exchange.endChunks();
      });
      const limits = { timeoutMs: ms, idleTimeoutMs: ms };
      expect(await runCall(createClient(server.url, limits), "stream", withoutRetries)).toMatchObject({
        end: "complete",
      });
    },
  );
});

async function sendSlowBody(exchange: Exchange): Promise<void> {
  await exchange.sendHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  while (await exchange.sendChunk(" ")) await exchange.pause(10);
}

async function sendSlowEvent(exchange: Exchange): Promise<void> {
  await exchange.startStream();
  await exchange.sendChunk("data: ");
  while (await exchange.sendChunk("x")) await exchange.pause(10);
}
