import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, type Mode } from "@org/test-server/client/run-call.ts";
import type { FaultName } from "@org/test-server/fault-server/faults.ts";
import { type FaultServer, faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";
import { expected, type Row } from "./support/expected-outcomes.ts";
import { observe, type Observed } from "./support/observe-call.ts";

/*
 * Every fault, for a completion, a stream, and one that is put together: how the call ends, how often it was sent, and what is left.
 */
const rows = Object.entries(expected).flatMap(([name, { completion, stream }]) => [
  [name as FaultName, "completion" as Mode, completion] as const,
  [name as FaultName, "stream" as Mode, stream] as const,
  [name as FaultName, "whole stream" as Mode, stream] as const,
]);
const isStall = ([, , [end]]: (typeof rows)[number]): boolean => end.startsWith("RequestTimeoutError");
const stalls = rows.filter(isStall);
const limitMs = 1_000;

describe.each([
  ["connections that may be kept", true],
  ["connections that end with the answer", false],
])("%s", (_, keepAlive) => {
  test.concurrent.each(rows.filter((row) => !isStall(row)))("%s, when a %s is asked for", async (name, mode, row) => {
    const isClosed = !keepAlive || !["kept", "free"].includes(row[2]);
    const observed = await observe(name, mode, { keepAlive, isClosed });
    expect(told(observed, row)).toEqual(wanted(mode, row, keepAlive));
  });

  test.each(stalls)("%s, when a %s is asked for, is ended by the SDK's clocks", async (name, mode, row) => {
    const clock = stopClock();
    const during = async (server: FaultServer): Promise<void> => {
      for (let attempt = 0; attempt < row[1]; attempt += 1) {
        const exchange = await server.next();
        while (await exchange.delivered()) await clock.advance(limitMs / 4);
        await clock.advance(limitMs / 4); // over the delay before the retry
      }
    };
    const limits = { timeoutMs: limitMs, idleTimeoutMs: limitMs };
    const observed = await observe(name, mode, { keepAlive, isClosed: true, during, ...limits });
    expect(told(observed, row)).toEqual(wanted(mode, row, keepAlive));
  });
});

test.each(["completion", "stream", "whole stream"] as const)(
  "a refused connection, when a %s is asked for",
  async (mode) => {
    await using server = await faultServer();
    const refused = await callTo(clientOf(await server.refuse()), mode);
    expect(refused).toMatchObject({ end: "ConnectionError refused", attempts: 2, error: { attempts: 2 } });
    expect(server.connections).toBe(0);
  },
);

function told(observed: Observed, [, , socket]: Row): object {
  const { end, attempts, said, error, requests, sockets, connections } = observed;
  const inTheError = error === undefined ? attempts : (error as { attempts?: unknown }).attempts;
  const shared = { end, attempts, inTheError, said: short(said), requests };
  if (socket === "free") return shared;
  if (socket === "closed") return { ...shared, isClosed: !sockets.includes("kept") };
  return { ...shared, sockets, connections };
}

function wanted(mode: Mode, [end, attempts, socket, said = ""]: Row, keepAlive: boolean): object {
  const request = JSON.stringify(mode === "completion" ? hello : { ...hello, stream: true });
  // As often as attempts were made and never again, the same bytes each time.
  const requests = repeated(`POST /api/v1/chat/completions ${request}`, attempts);
  const shared = { end, attempts, inTheError: attempts, said: short(said), requests };
  if (socket === "free") return shared;
  if (socket === "closed") return { ...shared, isClosed: true };
  const fate = socket === "kept" && !keepAlive ? "server" : socket;
  return { ...shared, sockets: repeated(fate, attempts), connections: fate === "kept" ? 1 : attempts };
}

function repeated(text: string, times: number): string[] {
  return Array.from({ length: times }, () => text);
}

/** Megabytes are told short, for the sake of readable failures. */
function short(text: string): string {
  return text.length < 1_000 ? text : `${text.slice(0, 20)} … ${text.length}`;
}
