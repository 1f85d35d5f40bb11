import { setTimeout } from "node:timers/promises";
import type { RequestOptions } from "@org/sdk";
import { describe, expect, test } from "vitest";
import { type FaultName, faults } from "./server/faults.ts";
import { faultServer } from "./server/server.ts";
import { clientOf, hello } from "./support/client.ts";
import { callTo, drained, type Mode } from "./support/ending.ts";

/** A fetch of the caller's own, as they occur: it does not look at the signal. */
const deaf: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });

/*
 * The clocks and the caller's signal hold all the same, and the connection is closed as soon as there is an answer
 * to close.
 */
describe.each<[string, string, () => RequestOptions]>([
  ["timeoutMs", "RequestTimeoutError attempt", () => ({ timeoutMs: 700 })],
  ["the caller's signal", "RequestAbortedError", () => ({ signal: AbortSignal.timeout(700) })],
])("with a fetch that ignores its signal, %s", (_, error, limits) => {
  test.concurrent.each<[FaultName, Mode]>([
    ["stall-in-body", "completion"],
    ["stall-in-body", "stream"],
    ["stall-in-error-body", "completion"],
    ["stall-before-first-event", "stream"],
    ["stream-of-endless-comments", "stream"],
  ])("ends an attempt, and its connection is closed: %s, when a %s is asked for", async (fault, mode) => {
    await using server = await faultServer();
    server.script([faults[fault]]);
    const core = clientOf(server.url, { fetch: deaf, retryConfig: { strategy: "none" } });
    expect(await callTo(core, mode, limits())).toMatchObject({ end: error, attempts: 1 });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test.concurrent("ends an attempt that never comes to an answer", async () => {
    const core = clientOf("http://127.0.0.1:9", {
      fetch: () => new Promise(() => {}),
      retryConfig: { strategy: "none" },
    });
    expect(await callTo(core, "completion", limits())).toMatchObject({ end: error });
  });

  test.concurrent("and the answer that comes too late is closed", async () => {
    await using server = await faultServer();
    const core = clientOf(server.url, { fetch: deaf, retryConfig: { strategy: "none" } });
    const call = callTo(core, "completion", limits());
    const exchange = await server.next();
    expect(await call).toMatchObject({ end: error });
    await exchange.head(200, { "content-type": "application/json", "content-length": 1_000 });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });
});

test("with a fetch that ignores its signal, a stream in its middle is closed all the same", async () => {
  await using server = await faultServer();
  server.on(faults["stall-in-stream"]);
  const { chat } = clientOf(server.url, { fetch: deaf });
  const caller = new AbortController();
  const aborted = drained(await chat.complete({ ...hello, stream: true }, { signal: caller.signal }));
  await setTimeout(20);
  caller.abort("enough");
  expect(await aborted).toMatchObject({ error: { cause: "enough" } });
  const silent = drained(await chat.complete({ ...hello, stream: true }, { idleTimeoutMs: 300 }));
  expect(await silent).toMatchObject({ error: { kind: "idle" } });
  for (const { closed } of server.requests) expect(await closed).toMatchObject({ by: "client" });
});
