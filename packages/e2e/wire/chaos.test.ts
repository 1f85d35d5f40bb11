import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { DebugLogger } from "@org/sdk";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, drained, nameOf } from "@org/test-server/client/run-call.ts";
import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { beforeAll, describe, expect, test, vi } from "vitest";

interface Report {
  seed: number;
  calls: number;
  wrong: string[];
  endings: Record<string, number>;
  strays: string[];
  listeners: number;
  resources: string[];
  heap: [middle: number, end: number];
}

describe("two thousand calls against faults picked at random", () => {
  let report: Report;

  beforeAll(async () => {
    const program = new URL("support/chaos.ts", import.meta.url).pathname;
    // It exits when nothing keeps it: that it comes to an end is a test in itself.
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program], {
      timeout: 570_000,
    });
    report = JSON.parse(stdout) as Report;
  }, 600_000);

  test("each ends as the faults that it met say", () => {
    expect(report.wrong).toEqual([]);
    expect(report.calls).toBe(2_000);
    // The dice have fallen on every kind of end.
    expect(Object.keys(report.endings).length).toBeGreaterThan(15);
  });

  test("no rejection is left unhandled, and no warning was given", () => {
    expect(report.strays).toEqual([]);
  });

  test("a signal that all of them shared has no listener left", () => {
    expect(report.listeners).toBe(0);
  });

  test("no socket and no timer is left", () => {
    expect(report.resources).toEqual([]);
  });

  test("the second thousand leaves no more on the heap than the first", () => {
    const [middle, end] = report.heap;
    // In megabytes. Measured: 0.1 to 0.2. A leak of 5 kB a call would add up to 5.
    expect(end - middle).toBeLessThan(5);
  });
});

describe("a server that dies with calls under way", () => {
  test("fails them by type, each with what has come, and serves later ones when it is back", async () => {
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      await exchange.sse(chunk("Hello"));
      await exchange.stall();
    });
    const core = clientOf(server.url);
    const opened = Array.from({ length: 16 }, () => core.chat.complete({ ...hello, stream: true }));
    const streams = (await Promise.all(opened)).map(drained);
    for (const _ of streams) await server.next();
    server.on((exchange) => exchange.stall());
    const completions = Array.from({ length: 16 }, () => callTo(core, "completion"));
    for (const _ of completions) await server.next();
    await server.kill();
    for (const { said, error } of await Promise.all(streams)) {
      expect({ said, end: nameOf(error) }).toEqual({ said: "Hello", end: "ConnectionError truncated" });
    }
    for (const { end, attempts } of await Promise.all(completions)) {
      expect({ end, attempts }).toEqual({ end: "ConnectionError refused", attempts: 2 });
    }
    await server.restart();
    server.on((exchange) => exchange.json(200, completion("Back")));
    const later = await Promise.all(Array.from({ length: 16 }, () => callTo(core, "completion")));
    for (const ending of later) expect(ending).toMatchObject({ end: "whole", said: "Back", attempts: 1 });
  });

  test("is waited for by calls whose retries last longer", async () => {
    await using server = await faultServer();
    server.on((exchange) => exchange.stall());
    const retries = {
      strategy: "backoff",
      backoff: { initialInterval: 50, maxInterval: 50 },
      maxRetries: 1_000,
    } as const;
    const debugLogger = { debug: vi.fn<DebugLogger["debug"]>(), warn: vi.fn<DebugLogger["warn"]>() };
    const core = clientOf(server.url, { debugLogger });
    const calls = Array.from({ length: 8 }, () => callTo(core, "completion", { retries }));
    for (const _ of calls) await server.next();
    await server.kill();
    // One line for the attempt that the server's end failed, further ones for those that were refused.
    await expect.poll(() => debugLogger.warn.mock.calls.length).toBeGreaterThan(3 * calls.length);
    server.on((exchange) => exchange.json(200, completion("Back")));
    await server.restart();
    for (const { end, said, attempts } of await Promise.all(calls)) {
      expect({ end, said }).toEqual({ end: "whole", said: "Back" });
      expect(attempts).toBeGreaterThan(1);
    }
  });
});
