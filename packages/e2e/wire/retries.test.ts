import type { RequestOptions } from "@org/sdk";
import { OpenRouterError } from "@org/sdk/models/errors";
import { clientOf, fastRetries } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

describe("what is made again", () => {
  const statuses = {
    retried: [408, 429, 500, 502, 503, 504, 524, 529, 599],
    final: [400, 401, 402, 403, 404, 409, 413, 422],
  };

  test.each(statuses.retried)("%i is retried", async (status) => {
    expect(await attemptsAt(status)).toBe(2);
  });

  test.each(statuses.final)("%i is not retried", async (status) => {
    expect(await attemptsAt(status)).toBe(1);
  });

  test("402 is retried when the server names a time", async () => {
    expect(await attemptsAt(402, {}, { "retry-after": "0" })).toBe(2);
    expect(await attemptsAt(402, {}, { "retry-after": "soon" })).toBe(1);
  });

  test.each<[string, number, RequestOptions, number]>([
    ["a status of the caller's list", 418, { retryCodes: [418] }, 2],
    ["no status beside that list", 503, { retryCodes: [418, "429"] }, 1],
    ["a pattern", 499, { retryCodes: ["4XX"] }, 2],
    ["no status at all when the list is empty", 429, { retryCodes: [] }, 1],
    ["nothing with the strategy none", 429, { retries: { strategy: "none" } }, 1],
    ["as often as maxRetries says", 429, { retries: { ...fastRetries, maxRetries: 4 } }, 5],
    [
      "a status, though connection errors are not",
      429,
      { retries: { ...fastRetries, retryConnectionErrors: false } },
      2,
    ],
  ])("%s", async (_, status, options, attempts) => {
    expect(await attemptsAt(status, options)).toBe(attempts);
  });

  test.each(["reset-before-headers", "reset-in-body", "stall-before-headers"] as const)(
    "%s is not retried with retryConnectionErrors: false",
    async (name) => {
      const clock = stopClock();
      await using server = await faultServer();
      server.script([faults[name]]);
      const retries = { ...fastRetries, retryConnectionErrors: false };
      const call = callTo(clientOf(server.url), "completion", { retries, timeoutMs: 1_000 });
      await (await server.next()).delivered();
      await clock.advance(1_000);
      expect(await call).toMatchObject({
        end: expect.stringMatching(/^(ConnectionError|RequestTimeoutError)/),
        attempts: 1,
      });
    },
  );

  test("choices beside an error are kept, and not generated a second time", async () => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.json(200, { ...completion("half an"), ...errorBody(502, "It broke off") })]);
    const { end, error } = await callTo(clientOf(server.url), "completion");
    expect(end).toBe("ChatCompletionError 502");
    expect(error).toMatchObject({ isRetryable: false, partial: [{ message: { content: "half an" } }] });
  });

  test("a stream is made again until its first event has come, and never after", async () => {
    await using server = await faultServer();
    server.script([faults["error-first"], faults["reset-before-first-event"], faults["reset-in-event"]]);
    const retries = { ...fastRetries, maxRetries: 5 };
    const ending = await callTo(clientOf(server.url), "stream", { retries });
    expect(ending).toMatchObject({ end: "ConnectionError truncated", said: "Hello, world. ", attempts: 3 });
  });

  test("two retries are made when nothing is said about them", async () => {
    await using server = await faultServer();
    server.script([faults["status-429"], faults["reset-before-headers"], faults.completion]);
    expect(await callTo(clientOf(server.url, { retryConfig: undefined }), "completion")).toMatchObject({
      end: "whole",
      attempts: 3,
    });
    server.on(faults["status-429"]);
    expect(await callTo(clientOf(server.url, { retryConfig: undefined }), "stream")).toMatchObject({ attempts: 3 });
  });

  test("a dead server is given up after the last retry", async () => {
    await using server = await faultServer();
    const retries = { ...fastRetries, maxRetries: 3 };
    const ending = await callTo(clientOf(await server.refuse()), "completion", { retries });
    expect(ending).toMatchObject({ end: "ConnectionError refused", attempts: 4 });
  });
});

/** How often a call is made when each answer has this status. */
async function attemptsAt(status: number, options: RequestOptions = {}, headers = {}): Promise<number> {
  await using server = await faultServer();
  server.on((exchange) => exchange.json(status, errorBody(status, "No"), headers));
  const { error, attempts } = await callTo(clientOf(server.url), "completion", options);
  if (!OpenRouterError.isInstance(error)) throw error;
  expect(error).toMatchObject({ statusCode: status, attempts });
  expect(server.requests).toHaveLength(attempts);
  return attempts;
}
