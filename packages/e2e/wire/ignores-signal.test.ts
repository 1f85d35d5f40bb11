import type { RequestOptions } from "@org/sdk";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

/** A fetch of the caller's own, as they occur: it does not look at the signal. */
const deaf: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });

const timeoutMs = 1_000;

interface Limit {
  readonly options: RequestOptions;
  expire(): unknown;
}

function timeLimit(): Limit {
  const clock = stopClock();
  return { options: { timeoutMs }, expire: () => clock.advance(timeoutMs) };
}

function callersSignal(): Limit {
  const caller = new AbortController();
  return { options: { signal: caller.signal }, expire: () => caller.abort() };
}

/*
 * The clocks and the caller's signal hold all the same, and the connection is closed as soon as there is an answer
 * to close.
 */
describe.each([
  ["timeoutMs", "RequestTimeoutError attempt", timeLimit],
  ["the caller's signal", "RequestAbortedError", callersSignal],
])("with a fetch that ignores its signal, %s", (_, error, limitCall) => {
  test.each<[FaultName, Mode]>([
    ["stall-in-body", "completion"],
    ["stall-in-body", "stream"],
    ["stall-in-error-body", "completion"],
    ["stall-before-first-event", "stream"],
    ["stream-of-endless-comments", "stream"],
  ])("ends an attempt, and its connection is closed: %s, when a %s is asked for", async (fault, mode) => {
    const { options, expire } = limitCall();
    await using server = await faultServer();
    server.script([faults[fault]]);
    const core = clientOf(server.url, { fetch: deaf, retryConfig: { strategy: "none" } });
    const call = callTo(core, mode, options);
    const exchange = await server.next();
    await exchange.delivered();
    await expire();
    expect(await call).toMatchObject({ end: error, attempts: 1 });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test("ends an attempt that never comes to an answer", async () => {
    const { options, expire } = limitCall();
    const core = clientOf("http://127.0.0.1:9", {
      fetch: () => new Promise(() => {}),
      retryConfig: { strategy: "none" },
    });
    const call = callTo(core, "completion", options);
    await expire();
    expect(await call).toMatchObject({ end: error });
  });

  test("and the answer that comes too late is closed", async () => {
    const { options, expire } = limitCall();
    await using server = await faultServer();
    const core = clientOf(server.url, { fetch: deaf, retryConfig: { strategy: "none" } });
    const call = callTo(core, "completion", options);
    const exchange = await server.next();
    await expire();
    expect(await call).toMatchObject({ end: error });
    await exchange.head(200, { "content-type": "application/json", "content-length": 1_000 });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });
});

describe("with a fetch that ignores its signal, a stream in its middle is closed all the same", () => {
  test("when the caller aborts", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const caller = new AbortController();
    const { chat } = clientOf(server.url, { fetch: deaf });
    const stream = await chat.complete({ ...hello, stream: true }, { signal: caller.signal });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const waiting = reader.next();
    caller.abort("enough");
    await expect(waiting).rejects.toMatchObject({ cause: "enough" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("when it is silent for idleTimeoutMs", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const { chat } = clientOf(server.url, { fetch: deaf });
    const stream = await chat.complete({ ...hello, stream: true }, { idleTimeoutMs: 1_000 });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const waiting = reader.next().catch((thrown: unknown) => thrown);
    await clock.advance(1_000);
    expect(await waiting).toMatchObject({ kind: "idle" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});
