import { getEventListeners } from "node:events";
import type { DebugLogger, RequestOptions } from "@org/sdk";
import { RequestAbortedError } from "@org/sdk/models/errors";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
import { errorBody } from "@org/test-server/fault-server/bodies.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test, vi } from "vitest";

describe("a caller's signal", () => {
  test.each(["completion", "stream"] as const)("aborted before the call sends no request for a %s", async (mode) => {
    await using server = await startFaultServer();
    const reason = new Error("Never mind");
    const outcome = await runCall(createClient(server.url), mode, { signal: AbortSignal.abort(reason) });
    expect(outcome).toMatchObject({ end: "RequestAbortedError", attempts: 0, error: { cause: reason } });
    expect(server.connections).toBe(0);
  });

  test.each<[FaultName, CallMode]>([
    ["stall-before-headers", "completion"],
    ["stall-in-headers", "stream"],
    ["stall-in-body", "completion"],
    ["stall-in-error-body", "completion"],
    ["stall-before-first-event", "stream"],
    ["stream-of-endless-comments", "stream"],
  ])("aborted during an attempt ends it, after %s", async (name, mode) => {
    await using server = await startFaultServer();
    server.script([faults[name]]);
    const caller = new AbortController();
    const call = runCall(createClient(server.url), mode, { signal: caller.signal });
    const exchange = await server.next();
    await exchange.waitForDelivery();
    caller.abort("enough");
    expect(await call).toMatchObject({ end: "RequestAbortedError", attempts: 1, error: { cause: "enough" } });
    expect(await exchange.closed).toMatchObject({ by: "client" });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test("aborted while the key function is pending ends the call before a request is sent", async () => {
    await using server = await startFaultServer();
    const caller = new AbortController();
    const apiKey = vi.fn<() => Promise<string>>(() => new Promise(() => {}));
    const call = runCall(createClient(server.url, { apiKey }), "completion", { signal: caller.signal });
    await expect.poll(() => apiKey).toHaveBeenCalled();
    caller.abort();
    expect(await call).toMatchObject({ end: "RequestAbortedError", error: { cause: { name: "AbortError" } } });
    expect(server.connections).toBe(0);
  });

  test("aborted between two attempts ends the delay", async () => {
    await using server = await startFaultServer();
    server.script([(exchange) => exchange.sendJSON(429, errorBody(429, "Later"), { "retry-after": "30" })]);
    const caller = new AbortController();
    const debugLogger = { debug: vi.fn<DebugLogger["debug"]>(), warn: vi.fn<DebugLogger["warn"]>() };
    const call = runCall(createClient(server.url, { debugLogger }), "completion", { signal: caller.signal });
    // The failed attempt is logged right before the delay.
    await expect.poll(() => debugLogger.warn).toHaveBeenCalled();
    caller.abort("enough");
    expect(await call).toMatchObject({ end: "RequestAbortedError", attempts: 1, error: { cause: "enough" } });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test.each([
    ["while a read is pending", false],
    ["between two reads", true],
  ])("aborted during a stream, %s, makes the next read reject", async (_, isBetween) => {
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const caller = new AbortController();
    const stream = await createClient(server.url).chat.complete({ ...hello, stream: true }, { signal: caller.signal });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const pending = isBetween ? undefined : reader.next();
    caller.abort("enough");
    const error: unknown = await (pending ?? reader.next()).catch((thrown: unknown) => thrown);
    expect(error).toSatisfy(RequestAbortedError.isInstance);
    expect(error).toMatchObject({ cause: "enough", attempts: 1 });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test("aborted after the end of the calls keeps their connections open", async () => {
    await using server = await startFaultServer();
    server.on((exchange) => faults[exchange.index === 1 ? "stream" : "completion"](exchange));
    const caller = new AbortController();
    const options: RequestOptions = { signal: caller.signal };
    const outcomes = [
      await runCall(createClient(server.url), "completion", options),
      await runCall(createClient(server.url), "stream", options),
    ];
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
    await server.requests[1]?.waitForDelivery();
    caller.abort();
    outcomes.push(await runCall(createClient(server.url), "completion"));
    expect(outcomes).toMatchObject([{ end: "complete" }, { end: "complete" }, { end: "complete" }]);
    for (const exchange of server.requests) expect(await exchange.waitForDelivery()).toBe(true);
  });

  test.each([["a word"], [0], [null], [{ code: 7 }], [new TypeError("Custom class")]])(
    "has its reason as the cause of the error: %o",
    async (reason) => {
      await using server = await startFaultServer();
      server.script([faults["stall-before-headers"]]);
      const caller = new AbortController();
      const call = runCall(createClient(server.url), "completion", { signal: caller.signal });
      await server.next();
      caller.abort(reason);
      const { error } = await call;
      expect(error).toSatisfy(RequestAbortedError.isInstance);
      expect((error as Error).cause).toBe(reason);
    },
  );
});
