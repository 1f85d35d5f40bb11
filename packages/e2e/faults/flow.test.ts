import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { chunk } from "./server/bodies.ts";
import { faults } from "./server/faults.ts";
import { faultServer } from "./server/server.ts";
import { clientOf, hello } from "./support/client.ts";

const streamed = { ...hello, stream: true } as const;

describe("what the consumer has not asked for is not read", () => {
  // Loopback itself takes some megabytes from a client's sight; an SDK that reads ahead takes all of it.
  const mostAhead = 24 * 2 ** 20;
  const sent = 200;
  const piece = chunk("x".repeat(512 * 1024));

  test("a consumer that pauses stops the server, and gets the rest when it goes on", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        for (let left = sent; left > 0; left -= 1) await exchange.sse(piece);
        await exchange.sse("[DONE]");
        await exchange.endChunks();
      },
    ]);
    const stream = await clientOf(server.url).chat.complete(streamed);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await quiet(() => server.bytesSent);
    expect(server.bytesSent).toBeLessThan(mostAhead);
    let count = 1;
    while (!(await reader.next()).done) count += 1;
    expect(count).toBe(sent);
  });

  test("nor by a ReadableStream of it", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        while (await exchange.sse(piece));
      },
    ]);
    const readable = (await clientOf(server.url).chat.complete(streamed)).toReadableStream();
    await quiet(() => server.bytesSent);
    expect(server.bytesSent).toBeLessThan(mostAhead);
    await readable.cancel();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

test("memory stays flat over a stream of 60 MB with a slow consumer", async () => {
  const program = new URL("support/long-stream.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program]);
  const { megabytes, peakGrowth } = JSON.parse(stdout) as { megabytes: number; peakGrowth: number };
  expect(megabytes).toBeGreaterThan(60);
  expect(peakGrowth).toBeLessThan(20);
}, 60_000);

describe("a signal that only the call holds", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;

  test.concurrent.each<[string, () => AbortSignal]>([
    ["a deadline", () => AbortSignal.timeout(60_000)],
    ["one of several", () => AbortSignal.any([AbortSignal.timeout(60_000), new AbortController().signal])],
    ["one that nobody can abort", () => new AbortController().signal],
  ])("may be collected without harm to the stream: %s", async (_, makeSignal) => {
    await using server = await faultServer();
    const opened = clientOf(server.url).chat.complete(streamed, { signal: makeSignal() });
    const exchange = await server.next();
    await exchange.events();
    await exchange.sse(chunk("one"));
    const reader = (await opened)[Symbol.asyncIterator]();
    await reader.next();
    for (const word of ["two", "three"]) {
      await collect(gc);
      await exchange.sse(chunk(word));
      expect(await reader.next()).toMatchObject({ value: { choices: [{ delta: { content: word } }] } });
    }
    await exchange.sse("[DONE]");
    await exchange.endChunks();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  test.concurrent.each<[string, (ms: number) => AbortSignal]>([
    ["a deadline", (ms) => AbortSignal.timeout(ms)],
    ["one of several", (ms) => AbortSignal.any([AbortSignal.timeout(ms), new AbortController().signal])],
  ])("aborts all the same: %s", async (_, makeSignal) => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await clientOf(server.url).chat.complete(streamed, { signal: makeSignal(1_500) });
    await collect(gc);
    await expect(stream.toReadableStream().pipeTo(new WritableStream())).rejects.toMatchObject({
      name: "RequestAbortedError",
      cause: { name: "TimeoutError" },
    });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

/** Waits until the number has stood still for a while. */
async function quiet(count: () => number): Promise<void> {
  for (let last = -1; last !== count();) {
    last = count();
    await setTimeout(300);
  }
}

async function collect(gc: () => void): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await setTimeout(1);
    gc();
  }
}
