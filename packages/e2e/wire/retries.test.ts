import type { RequestOptions } from "@org/sdk";
import { OpenRouterError } from "@org/sdk/models/errors";
import { createClient, fastRetries } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

describe("retries", () => {
  const statuses = {
    retried: [408, 429, 500, 502, 503, 504, 524, 529, 599],
    final: [400, 401, 402, 403, 404, 409, 413, 422],
  };

  test.each(statuses.retried)("%i is retried", async (status) => {
    expect(await countAttempts(status)).toBe(2);
  });

  test.each(statuses.final)("%i is not retried", async (status) => {
    expect(await countAttempts(status)).toBe(1);
  });

  test("402 is retried with a valid Retry-After only", async () => {
    expect(await countAttempts(402, {}, { "retry-after": "0" })).toBe(2);
    expect(await countAttempts(402, {}, { "retry-after": "soon" })).toBe(1);
  });

  test.each<[string, number, RequestOptions, number]>([
    ["retryCodes adds a status", 418, { retryCodes: [418] }, 2],
    ["retryCodes replaces the default statuses", 503, { retryCodes: [418, "429"] }, 1],
    ["retryCodes accepts a pattern", 499, { retryCodes: ["4XX"] }, 2],
    ["empty retryCodes disable retries of statuses", 429, { retryCodes: [] }, 1],
    ["strategy none disables retries", 429, { retries: { strategy: "none" } }, 1],
    ["maxRetries limits the retries", 429, { retries: { ...fastRetries, maxRetries: 4 } }, 5],
    [
      "retryConnectionErrors: false still retries statuses",
      429,
      { retries: { ...fastRetries, retryConnectionErrors: false } },
      2,
    ],
  ])("%s", async (_, status, options, attempts) => {
    expect(await countAttempts(status, options)).toBe(attempts);
  });

  test.each(["reset-before-headers", "reset-in-body", "stall-before-headers"] as const)(
    "%s is not retried with retryConnectionErrors: false",
    async (name) => {
      const clock = stopClock();
      await using server = await startFaultServer();
      server.script([faults[name]]);
      const retries = { ...fastRetries, retryConnectionErrors: false };
      const call = runCall(createClient(server.url), "completion", { retries, timeoutMs: 1_000 });
      await (await server.next()).waitForDelivery();
      await clock.advance(1_000);
      expect(await call).toMatchObject({
        end: expect.stringMatching(/^(ConnectionError|RequestTimeoutError)/),
        attempts: 1,
      });
    },
  );

  test("an error next to choices is not retried, and has the choices as partial", async () => {
    await using server = await startFaultServer();
    server.script([
      (exchange) => exchange.sendJSON(200, { ...completion("Half an"), ...errorBody(502, "Provider disconnected") }),
    ]);
    const { end, error } = await runCall(createClient(server.url), "completion");
    expect(end).toBe("ChatCompletionError 502");
    expect(error).toMatchObject({ isRetryable: false, partial: [{ message: { content: "Half an" } }] });
  });

  test("a stream is retried until its first event, and not after it", async () => {
    await using server = await startFaultServer();
    server.script([faults["error-first"], faults["reset-before-first-event"], faults["reset-in-event"]]);
    const retries = { ...fastRetries, maxRetries: 5 };
    const outcome = await runCall(createClient(server.url), "stream", { retries });
    expect(outcome).toMatchObject({ end: "ConnectionError truncated", text: "Hello, world. ", attempts: 3 });
  });

  test("two retries are made by default", async () => {
    await using server = await startFaultServer();
    server.script([faults["status-429"], faults["reset-before-headers"], faults.completion]);
    expect(await runCall(createClient(server.url, { retryConfig: undefined }), "completion")).toMatchObject({
      end: "complete",
      attempts: 3,
    });
    server.on(faults["status-429"]);
    expect(await runCall(createClient(server.url, { retryConfig: undefined }), "stream")).toMatchObject({
      attempts: 3,
    });
  });

  test("a refused connection fails the call after the last retry", async () => {
    await using server = await startFaultServer();
    const retries = { ...fastRetries, maxRetries: 3 };
    const outcome = await runCall(createClient(await server.createRefusedURL()), "completion", { retries });
    expect(outcome).toMatchObject({ end: "ConnectionError refused", attempts: 4 });
  });
});

/** Counts the attempts of a call when each response has this status. */
async function countAttempts(status: number, options: RequestOptions = {}, headers = {}): Promise<number> {
  await using server = await startFaultServer();
  server.on((exchange) => exchange.sendJSON(status, errorBody(status, "No"), headers));
  const { error, attempts } = await runCall(createClient(server.url), "completion", options);
  if (!OpenRouterError.isInstance(error)) throw error;
  expect(error).toMatchObject({ statusCode: status, attempts });
  expect(server.requests).toHaveLength(attempts);
  return attempts;
}
