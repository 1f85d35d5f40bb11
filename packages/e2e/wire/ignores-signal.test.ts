import type { RequestOptions } from "@org/sdk";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

/** A custom fetch that ignores the signal. */
const fetchWithoutSignal: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });

const timeoutMs = 1_000;

interface CallLimit {
  readonly options: RequestOptions;
  expire(): unknown;
}

function limitByTimeout(): CallLimit {
  const clock = stopClock();
  return { options: { timeoutMs }, expire: () => clock.advance(timeoutMs) };
}

function limitBySignal(): CallLimit {
  const caller = new AbortController();
  return { options: { signal: caller.signal }, expire: () => caller.abort() };
}

describe.each([
  ["timeoutMs", "RequestTimeoutError attempt", limitByTimeout],
  ["the caller's signal", "RequestAbortedError", limitBySignal],
])("with a fetch that ignores its signal, %s", (_, error, limitCall) => {
  test.each<[FaultName, CallMode]>([
    ["stall-in-body", "completion"],
    ["stall-in-body", "stream"],
    ["stall-in-error-body", "completion"],
    ["stall-before-first-event", "stream"],
    ["stream-of-endless-comments", "stream"],
  ])("ends an attempt and closes its connection after %s, for a %s", async (fault, mode) => {
    const { options, expire } = limitCall();
    await using server = await startFaultServer();
    server.script([faults[fault]]);
    const core = createClient(server.url, { fetch: fetchWithoutSignal, retryConfig: { strategy: "none" } });
    const call = runCall(core, mode, options);
    const exchange = await server.next();
    await exchange.waitForDelivery();
    await expire();
    expect(await call).toMatchObject({ end: error, attempts: 1 });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test("ends an attempt without a response", async () => {
    const { options, expire } = limitCall();
    const core = createClient("http://127.0.0.1:9", {
      fetch: () => new Promise(() => {}),
      retryConfig: { strategy: "none" },
    });
    const call = runCall(core, "completion", options);
    await expire();
    expect(await call).toMatchObject({ end: error });
  });

  test("closes a response that arrives after the end of the attempt", async () => {
    const { options, expire } = limitCall();
    await using server = await startFaultServer();
    const core = createClient(server.url, { fetch: fetchWithoutSignal, retryConfig: { strategy: "none" } });
    const call = runCall(core, "completion", options);
    const exchange = await server.next();
    await expire();
    expect(await call).toMatchObject({ end: error });
    await exchange.sendHead(200, { "content-type": "application/json", "content-length": 1_000 });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });
});

describe("with a fetch that ignores its signal, a stream is closed", () => {
  test("when the caller aborts", async () => {
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const caller = new AbortController();
    const { chat } = createClient(server.url, { fetch: fetchWithoutSignal });
    const stream = await chat.complete({ ...hello, stream: true }, { signal: caller.signal });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const pending = reader.next();
    caller.abort("enough");
    await expect(pending).rejects.toMatchObject({ cause: "enough" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("when it sends nothing for idleTimeoutMs", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const { chat } = createClient(server.url, { fetch: fetchWithoutSignal });
    const stream = await chat.complete({ ...hello, stream: true }, { idleTimeoutMs: 1_000 });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const pending = reader.next().catch((thrown: unknown) => thrown);
    await clock.advance(1_000);
    expect(await pending).toMatchObject({ kind: "idle" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});
