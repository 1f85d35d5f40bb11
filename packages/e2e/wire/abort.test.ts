import { getEventListeners } from "node:events";
import type { DebugLogger, RequestOptions } from "@org/sdk";
import { RequestAbortedError } from "@org/sdk/models/errors";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import { errorBody } from "@org/test-server/fault-server/bodies.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test, vi } from "vitest";

describe("a caller's signal", () => {
  test.each(["completion", "stream"] as const)("aborted before the call: no %s is asked for", async (mode) => {
    await using server = await faultServer();
    const reason = new Error("Never mind");
    const ending = await callTo(clientOf(server.url), mode, { signal: AbortSignal.abort(reason) });
    expect(ending).toMatchObject({ end: "RequestAbortedError", attempts: 0, error: { cause: reason } });
    expect(server.connections).toBe(0);
  });

  test.each<[FaultName, Mode]>([
    ["stall-before-headers", "completion"],
    ["stall-in-headers", "stream"],
    ["stall-in-body", "completion"],
    ["stall-in-error-body", "completion"],
    ["stall-before-first-event", "stream"],
    ["stream-of-endless-comments", "stream"],
  ])("aborted during an attempt ends it: %s", async (name, mode) => {
    await using server = await faultServer();
    server.script([faults[name]]);
    const caller = new AbortController();
    const call = callTo(clientOf(server.url), mode, { signal: caller.signal });
    const exchange = await server.next();
    await exchange.delivered();
    caller.abort("enough");
    expect(await call).toMatchObject({ end: "RequestAbortedError", attempts: 1, error: { cause: "enough" } });
    expect(await exchange.closed).toMatchObject({ by: "client" });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test("aborted while the key is asked for ends the call before anything is sent", async () => {
    await using server = await faultServer();
    const caller = new AbortController();
    const apiKey = vi.fn<() => Promise<string>>(() => new Promise(() => {}));
    const call = callTo(clientOf(server.url, { apiKey }), "completion", { signal: caller.signal });
    await expect.poll(() => apiKey).toHaveBeenCalled();
    caller.abort();
    expect(await call).toMatchObject({ end: "RequestAbortedError", error: { cause: { name: "AbortError" } } });
    expect(server.connections).toBe(0);
  });

  test("aborted between two attempts is not slept over", async () => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.json(429, errorBody(429, "Later"), { "retry-after": "30" })]);
    const caller = new AbortController();
    const debugLogger = { debug: vi.fn<DebugLogger["debug"]>(), warn: vi.fn<DebugLogger["warn"]>() };
    const call = callTo(clientOf(server.url, { debugLogger }), "completion", { signal: caller.signal });
    // The line about the failed attempt comes right before the wait.
    await expect.poll(() => debugLogger.warn).toHaveBeenCalled();
    caller.abort("enough");
    expect(await call).toMatchObject({ end: "RequestAbortedError", attempts: 1, error: { cause: "enough" } });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test.each([
    ["while the stream waits", false],
    ["while the consumer is at work", true],
  ])("aborted in the middle of a stream, %s, ends it with that error", async (_, isBusy) => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const caller = new AbortController();
    const stream = await clientOf(server.url).chat.complete({ ...hello, stream: true }, { signal: caller.signal });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const waiting = isBusy ? undefined : reader.next();
    caller.abort("enough");
    const error: unknown = await (waiting ?? reader.next()).catch((thrown: unknown) => thrown);
    expect(error).toSatisfy(RequestAbortedError.isInstance);
    expect(error).toMatchObject({ cause: "enough", attempts: 1 });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test("aborted after the end changes nothing, and keeps the connection", async () => {
    await using server = await faultServer();
    server.on((exchange) => faults[exchange.index === 1 ? "stream" : "completion"](exchange));
    const caller = new AbortController();
    const options: RequestOptions = { signal: caller.signal };
    const endings = [
      await callTo(clientOf(server.url), "completion", options),
      await callTo(clientOf(server.url), "stream", options),
    ];
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
    await server.requests[1]?.delivered();
    caller.abort();
    endings.push(await callTo(clientOf(server.url), "completion"));
    expect(endings).toMatchObject([{ end: "whole" }, { end: "whole" }, { end: "whole" }]);
    for (const exchange of server.requests) expect(await exchange.delivered()).toBe(true);
  });

  test.each([["a word"], [0], [null], [{ code: 7 }], [new TypeError("A class of its own")]])(
    "gives its reason as the cause, whatever that is: %o",
    async (reason) => {
      await using server = await faultServer();
      server.script([faults["stall-before-headers"]]);
      const caller = new AbortController();
      const call = callTo(clientOf(server.url), "completion", { signal: caller.signal });
      await server.next();
      caller.abort(reason);
      const { error } = await call;
      expect(error).toSatisfy(RequestAbortedError.isInstance);
      expect((error as Error).cause).toBe(reason);
    },
  );
});
