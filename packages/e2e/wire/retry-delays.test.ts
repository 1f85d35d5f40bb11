import type { RetryConfig } from "@org/sdk";
import { clientOf, fastRetries } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { type FaultServer, faultServer } from "@org/test-server/fault-server/server.ts";
import type { HeaderFields } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

/*
 * The waits between attempts, as the server sees them: never shorter than they may be. Timers count whole
 * milliseconds, hence one of tolerance. How long a wait may be at most is a matter of the policy's own tests.
 */
const toleranceMs = 1;

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();
const reset = (ms: number) => ({ headers: { "X-RateLimit-Reset": String(Date.now() + ms) } });

describe("a server that names a time is asked again no earlier", () => {
  test.concurrent.each<[string, number, () => { headers?: HeaderFields; metadata?: Record<string, unknown> }]>([
    ["Retry-After: 1", 1_000, () => ({ headers: { "retry-after": "1" } })],
    ["Retry-After: 0.4", 400, () => ({ headers: { "retry-after": "0.4" } })],
    // Dates have whole seconds, so two ahead are more than one.
    ["Retry-After: a date", 1_000, () => ({ headers: { "retry-after": inSeconds(2) } })],
    [
      "retry-after-ms, before Retry-After",
      300,
      () => ({ headers: { "retry-after": "3600", "retry-after-ms": "300" } }),
    ],
    ["X-RateLimit-Reset in the body", 500, () => ({ metadata: reset(500) })],
    [
      "Retry-After, before X-RateLimit-Reset",
      300,
      () => ({ headers: { "retry-after": "0.3" }, metadata: reset(3_600_000) }),
    ],
  ])("%s", async (_, leastMs, asked) => {
    await using server = await faultServer();
    server.script([
      (exchange) => {
        const { headers, metadata } = asked();
        return exchange.json(429, errorBody(429, "Later", metadata), headers);
      },
      faults.completion,
    ]);
    expect(await callTo(clientOf(server.url), "completion")).toMatchObject({ end: "whole", attempts: 2 });
    expect(gaps(server)[0]).toBeGreaterThanOrEqual(leastMs - toleranceMs);
  });

  test.each([
    ["an hour", { "retry-after": "3600" }, 3_600_000],
    ["61 seconds", { "retry-after": "61" }, 61_000],
    ["a million milliseconds", { "retry-after-ms": "1000000" }, 1_000_000],
  ])("%s is not slept: the call fails at once and tells of it", async (_, headers, retryAfterMs) => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.json(429, errorBody(429, "Later"), headers)]);
    const { end, error } = await callTo(clientOf(server.url), "stream");
    expect(end).toBe("ChatCompletionError 429");
    expect(error).toMatchObject({ retryAfterMs, attempts: 1, isRetryable: true });
  });

  test("a time that ends after maxElapsedTime is not slept either", async () => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.json(503, errorBody(503, "Later"), { "retry-after": "30" })]);
    const retries: RetryConfig = { strategy: "backoff", backoff: { maxElapsedTime: 29_000 } };
    const { error } = await callTo(clientOf(server.url), "completion", { retries });
    expect(error).toMatchObject({ retryAfterMs: 30_000, attempts: 1 });
  });

  test.each(["+30", "1e3", "0x20", "30 seconds", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "tomorrow", "Infinity", ""])(
    "Retry-After: %j counts as none",
    async (value) => {
      await using server = await faultServer();
      server.script([
        (exchange) => exchange.json(429, errorBody(429, "Later"), { "retry-after": value }),
        (exchange) => exchange.json(418, errorBody(418, "I am asked at once"), { "retry-after": value }),
      ]);
      const { error } = await callTo(clientOf(server.url), "completion");
      expect(error).toMatchObject({ statusCode: 418, retryAfterMs: undefined });
    },
  );
});

describe("without a word from the server", () => {
  test.concurrent.each<[string, RetryConfig | undefined, readonly number[]]>([
    ["the delays begin at half a second and double, less up to a half", undefined, [250, 500]],
    [
      "initialInterval and exponent shape them",
      { strategy: "backoff", backoff: { initialInterval: 60, exponent: 3 }, maxRetries: 3 },
      [30, 90, 270],
    ],
    [
      "maxInterval bounds them",
      { strategy: "backoff", backoff: { initialInterval: 60_000, maxInterval: 80 }, maxRetries: 3 },
      [40, 40, 40],
    ],
  ])("%s", async (_, retryConfig, least) => {
    await using server = await faultServer();
    server.on(faults["reset-before-headers"]);
    await callTo(clientOf(server.url, { retryConfig }), "completion");
    const waits = gaps(server);
    expect(waits).toHaveLength(least.length);
    for (const [index, ms] of least.entries()) expect(waits[index]).toBeGreaterThanOrEqual(ms - toleranceMs);
  });

  test.concurrent("maxElapsedTime alone bounds the retries: more than two of them, and an end", async () => {
    await using server = await faultServer();
    server.on(faults["status-429"]);
    const retries: RetryConfig = { strategy: "backoff", backoff: { ...fastRetries.backoff, maxElapsedTime: 2_000 } };
    const { error, attempts } = await callTo(clientOf(server.url), "completion", { retries });
    expect(error).toMatchObject({ statusCode: 429, attempts });
    expect(attempts).toBeGreaterThan(3);
  });
});

/** The time from each request to the next. */
function gaps({ requests }: FaultServer): number[] {
  return requests.slice(1).map(({ receivedAt }, index) => receivedAt - (requests[index]?.receivedAt ?? Infinity));
}
