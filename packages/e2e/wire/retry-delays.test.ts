import type { RetryConfig } from "@org/sdk";
import { createClient, fastRetries } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import type { HeaderFields } from "@org/test-server/fault-server/http-format.ts";
import { type FaultServer, startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

// The delays are measured at the server, and have lower limits only: the unit tests of the policy check the upper limits.
// Timers count whole milliseconds.
const toleranceMs = 1;

const formatDate = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();
const createReset = (ms: number) => ({ headers: { "X-RateLimit-Reset": String(Date.now() + ms) } });

describe("the delay before a retry is at least", () => {
  test.concurrent.each<[string, number, () => { headers?: HeaderFields; metadata?: Record<string, unknown> }]>([
    ["a Retry-After of 1", 1_000, () => ({ headers: { "retry-after": "1" } })],
    ["a Retry-After of 0.4", 400, () => ({ headers: { "retry-after": "0.4" } })],
    // Dates have whole seconds: 2 s from now is more than 1 s.
    ["a Retry-After with a date", 1_000, () => ({ headers: { "retry-after": formatDate(2) } })],
    [
      "retry-after-ms, in place of Retry-After",
      300,
      () => ({ headers: { "retry-after": "3600", "retry-after-ms": "300" } }),
    ],
    ["the X-RateLimit-Reset of the body", 500, () => ({ metadata: createReset(500) })],
    [
      "Retry-After, in place of X-RateLimit-Reset",
      300,
      () => ({ headers: { "retry-after": "0.3" }, metadata: createReset(3_600_000) }),
    ],
  ])("%s", async (_, minMs, createHint) => {
    await using server = await startFaultServer();
    server.script([
      (exchange) => {
        const { headers, metadata } = createHint();
        return exchange.sendJSON(429, errorBody(429, "Slow down", metadata), headers);
      },
      faults.completion,
    ]);
    expect(await runCall(createClient(server.url), "completion")).toMatchObject({ end: "complete", attempts: 2 });
    expect(measureDelays(server)[0]).toBeGreaterThanOrEqual(minMs - toleranceMs);
  });
});

describe("a delay from the server", () => {
  test.each([
    ["an hour", { "retry-after": "3600" }, 3_600_000],
    ["61 seconds", { "retry-after": "61" }, 61_000],
    ["a million milliseconds", { "retry-after-ms": "1000000" }, 1_000_000],
  ])("of %s fails the call immediately, with retryAfterMs", async (_, headers, retryAfterMs) => {
    await using server = await startFaultServer();
    server.script([(exchange) => exchange.sendJSON(429, errorBody(429, "Slow down"), headers)]);
    const { end, error } = await runCall(createClient(server.url), "stream");
    expect(end).toBe("ChatCompletionError 429");
    expect(error).toMatchObject({ retryAfterMs, attempts: 1, isRetryable: true });
  });

  test("that ends after maxElapsedTime fails the call immediately", async () => {
    await using server = await startFaultServer();
    server.script([(exchange) => exchange.sendJSON(503, errorBody(503, "Slow down"), { "retry-after": "30" })]);
    const retries: RetryConfig = { strategy: "backoff", backoff: { maxElapsedTime: 29_000 } };
    const { error } = await runCall(createClient(server.url), "completion", { retries });
    expect(error).toMatchObject({ retryAfterMs: 30_000, attempts: 1 });
  });

  test.each(["+30", "1e3", "0x20", "30 seconds", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "tomorrow", "Infinity", ""])(
    "is ignored when Retry-After is invalid: %j",
    async (value) => {
      await using server = await startFaultServer();
      server.script([
        (exchange) => exchange.sendJSON(429, errorBody(429, "Slow down"), { "retry-after": value }),
        (exchange) => exchange.sendJSON(418, errorBody(418, "Retried immediately"), { "retry-after": value }),
      ]);
      const { error } = await runCall(createClient(server.url), "completion");
      expect(error).toMatchObject({ statusCode: 418, retryAfterMs: undefined });
    },
  );
});

describe("without a delay from the server", () => {
  test.concurrent.each<[string, RetryConfig | undefined, readonly number[]]>([
    ["the delays begin at 500 ms and double, less up to a half", undefined, [250, 500]],
    [
      "initialInterval and exponent set the delays",
      { strategy: "backoff", backoff: { initialInterval: 60, exponent: 3 }, maxRetries: 3 },
      [30, 90, 270],
    ],
    [
      "maxInterval limits the delays",
      { strategy: "backoff", backoff: { initialInterval: 60_000, maxInterval: 80 }, maxRetries: 3 },
      [40, 40, 40],
    ],
  ])("%s", async (_, retryConfig, minimums) => {
    await using server = await startFaultServer();
    server.on(faults["reset-before-headers"]);
    await runCall(createClient(server.url, { retryConfig }), "completion");
    const delays = measureDelays(server);
    expect(delays).toHaveLength(minimums.length);
    for (const [index, ms] of minimums.entries()) expect(delays[index]).toBeGreaterThanOrEqual(ms - toleranceMs);
  });

  test.concurrent("maxElapsedTime without maxRetries allows more than two retries, and ends them", async () => {
    await using server = await startFaultServer();
    server.on(faults["status-429"]);
    const retries: RetryConfig = { strategy: "backoff", backoff: { ...fastRetries.backoff, maxElapsedTime: 2_000 } };
    const { error, attempts } = await runCall(createClient(server.url), "completion", { retries });
    expect(error).toMatchObject({ statusCode: 429, attempts });
    expect(attempts).toBeGreaterThan(3);
  });
});

/** Returns the time from each request to the next, in milliseconds. */
function measureDelays({ requests }: FaultServer): number[] {
  return requests.slice(1).map(({ receivedAt }, index) => receivedAt - (requests[index]?.receivedAt ?? Infinity));
}
