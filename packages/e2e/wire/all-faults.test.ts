import { createClient, hello } from "@org/test-server/client/client.ts";
import { type CallMode, runCall } from "@org/test-server/client/run-call.ts";
import type { FaultName } from "@org/test-server/fault-server/all-faults.ts";
import { type FaultServer, startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { expected, type Row } from "./support/expected-outcomes.ts";
import { stopClock } from "./support/fake-clock.ts";
import { observeCall, type ObservedCall } from "./support/observe-call.ts";

// Each fault, for each mode of a call: its outcome, the requests that were sent, and the state of the connections.
const rows = Object.entries(expected).flatMap(([name, { completion, stream }]) => [
  [name as FaultName, "completion" as CallMode, completion] as const,
  [name as FaultName, "stream" as CallMode, stream] as const,
  [name as FaultName, "chatStream" as CallMode, stream] as const,
]);
const isStall = ([, , [end]]: (typeof rows)[number]): boolean => end.startsWith("RequestTimeoutError");
const stalls = rows.filter(isStall);
const limitMs = 1_000;

describe.each([
  ["with keep-alive", true],
  ["without keep-alive", false],
])("%s", (_, keepAlive) => {
  test.concurrent.each(rows.filter((row) => !isStall(row)))(
    "%s: a %s call has the expected outcome",
    async (name, mode, row) => {
      const isClosed = !keepAlive || !["kept", "free"].includes(row[2]);
      const observed = await observeCall(name, mode, { keepAlive, isClosed });
      expect(summarize(observed, row)).toEqual(getExpected(mode, row, keepAlive));
    },
  );

  test.each(stalls)("%s: a %s call is ended by the timeouts of the SDK", async (name, mode, row) => {
    const clock = stopClock();
    const during = async (server: FaultServer): Promise<void> => {
      for (let attempt = 0; attempt < row[1]; attempt += 1) {
        const exchange = await server.next();
        while (await exchange.waitForDelivery()) await clock.advance(limitMs / 4);
        await clock.advance(limitMs / 4); // past the delay before the retry
      }
    };
    const limits = { timeoutMs: limitMs, idleTimeoutMs: limitMs };
    const observed = await observeCall(name, mode, { keepAlive, isClosed: true, during, ...limits });
    expect(summarize(observed, row)).toEqual(getExpected(mode, row, keepAlive));
  });
});

test.each(["completion", "stream", "chatStream"] as const)(
  "a refused connection: a %s call fails after one retry",
  async (mode) => {
    await using server = await startFaultServer();
    const outcome = await runCall(createClient(await server.createRefusedURL()), mode);
    expect(outcome).toMatchObject({ end: "ConnectionError refused", attempts: 2, error: { attempts: 2 } });
    expect(server.connections).toBe(0);
  },
);

function summarize(observed: ObservedCall, [, , socket]: Row): object {
  const { end, attempts, text, error, requests, sockets, connections } = observed;
  const attemptsOfError = error === undefined ? attempts : (error as { attempts?: unknown }).attempts;
  const shared = { end, attempts, attemptsOfError, text: shorten(text), requests };
  if (socket === "free") return shared;
  if (socket === "closed") return { ...shared, isClosed: !sockets.includes("kept") };
  return { ...shared, sockets, connections };
}

function getExpected(mode: CallMode, [end, attempts, socket, text = ""]: Row, keepAlive: boolean): object {
  const request = JSON.stringify(mode === "completion" ? hello : { ...hello, stream: true });
  // One request per attempt, with the same bytes.
  const requests = repeat(`POST /api/v1/chat/completions ${request}`, attempts);
  const shared = { end, attempts, attemptsOfError: attempts, text: shorten(text), requests };
  if (socket === "free") return shared;
  if (socket === "closed") return { ...shared, isClosed: true };
  const socketEnd = socket === "kept" && !keepAlive ? "server" : socket;
  return { ...shared, sockets: repeat(socketEnd, attempts), connections: socketEnd === "kept" ? 1 : attempts };
}

function repeat(text: string, times: number): string[] {
  return Array.from({ length: times }, () => text);
}

/** Shortens long texts, so that failures are readable. */
function shorten(text: string): string {
  return text.length < 1_000 ? text : `${text.slice(0, 20)} … ${text.length}`;
}
