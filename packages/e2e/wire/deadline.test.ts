import { getEventListeners } from "node:events";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const later = (exchange: Exchange): unknown => exchange.json(429, errorBody(429, "Later"), { "retry-after": "30" });

describe("a deadline for the whole call", () => {
  test.each<[string, (exchange: Exchange) => unknown]>([
    ["during an attempt", faults["stall-in-body"]],
    ["between attempts", later],
  ])("AbortSignal.timeout %s is an abort, and not retried", async (_, handler) => {
    await using server = await faultServer();
    server.script([handler]);
    const ending = await callTo(clientOf(server.url), "completion", { signal: AbortSignal.timeout(200) });
    expect(ending).toMatchObject({
      end: "RequestAbortedError",
      attempts: 1,
      error: { cause: { name: "TimeoutError" } },
    });
  });

  test("timeoutMs works beside a signal, and a signal beside timeoutMs", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.on(faults["stall-in-body"]);
    const core = clientOf(server.url, { retryConfig: { strategy: "none" } });
    const { signal } = new AbortController();
    const timedOut = callTo(core, "completion", { signal, timeoutMs: 500 });
    await clock.advance(500);
    expect(await timedOut).toMatchObject({ end: "RequestTimeoutError attempt" });
    const deadline = AbortSignal.timeout(50);
    expect(await callTo(core, "completion", { signal: deadline, timeoutMs: 500 })).toMatchObject({
      end: "RequestAbortedError",
    });
  });

  test.each(["signal", "fetchOptions.signal"])("%s aborts, though the other one does not", async (which) => {
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      while (await exchange.sse(chunk("on and on"))) await exchange.delivered();
    });
    const caller = new AbortController();
    const other = new AbortController();
    const [signal, inner] = which === "signal" ? [caller.signal, other.signal] : [other.signal, caller.signal];
    const ending = callTo(clientOf(server.url), "stream", { signal, fetchOptions: { signal: inner } });
    await (await server.next()).delivered();
    caller.abort("enough");
    expect(await ending).toMatchObject({ end: "RequestAbortedError", error: { cause: "enough" } });
    expect(getEventListeners(other.signal, "abort")).toEqual([]);
  });
});
