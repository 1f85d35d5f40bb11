import { getEventListeners } from "node:events";
import { createClient } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const sendRateLimit = (exchange: Exchange): unknown =>
  exchange.sendJSON(429, errorBody(429, "Later"), { "retry-after": "30" });

describe("a deadline for the whole call", () => {
  test.each<[string, (exchange: Exchange) => unknown]>([
    ["during an attempt", faults["stall-in-body"]],
    ["between attempts", sendRateLimit],
  ])("AbortSignal.timeout that expires %s aborts the call without a retry", async (_, handler) => {
    await using server = await startFaultServer();
    server.script([handler]);
    const outcome = await runCall(createClient(server.url), "completion", { signal: AbortSignal.timeout(200) });
    expect(outcome).toMatchObject({
      end: "RequestAbortedError",
      attempts: 1,
      error: { cause: { name: "TimeoutError" } },
    });
  });

  test("timeoutMs and a signal limit the same call", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.on(faults["stall-in-body"]);
    const core = createClient(server.url, { retryConfig: { strategy: "none" } });
    const { signal } = new AbortController();
    const timedOut = runCall(core, "completion", { signal, timeoutMs: 500 });
    await clock.advance(500);
    expect(await timedOut).toMatchObject({ end: "RequestTimeoutError attempt" });
    const deadline = AbortSignal.timeout(50);
    expect(await runCall(core, "completion", { signal: deadline, timeoutMs: 500 })).toMatchObject({
      end: "RequestAbortedError",
    });
  });

  test.each(["signal", "fetchOptions.signal"])("%s aborts the call when the other signal does not", async (which) => {
    await using server = await startFaultServer();
    server.on(async (exchange) => {
      await exchange.startStream();
      while (await exchange.sendEvent(chunk("more "))) await exchange.waitForDelivery();
    });
    const caller = new AbortController();
    const other = new AbortController();
    const [signal, inner] = which === "signal" ? [caller.signal, other.signal] : [other.signal, caller.signal];
    const call = runCall(createClient(server.url), "stream", { signal, fetchOptions: { signal: inner } });
    await (await server.next()).waitForDelivery();
    caller.abort("enough");
    expect(await call).toMatchObject({ end: "RequestAbortedError", error: { cause: "enough" } });
    expect(getEventListeners(other.signal, "abort")).toEqual([]);
  });
});
