import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { RetryConfig } from "../../src/options.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { getRejection, countListeners } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Creates a client that records the time of each request, in ms since its creation. */
function createTimedClient(respond: (index: number) => Response, retryConfig?: RetryConfig) {
  const start = performance.now();
  const times: number[] = [];
  const observed = observedClient({
    retryConfig,
    fetch: (_, index) => {
      times.push(performance.now() - start);
      return respond(index);
    },
  });
  return { ...observed, times };
}

describe("the delay between attempts", () => {
  test.each([
    [0, [0, 250, 750]],
    [0.5, [0, 375, 1_125]],
  ])("the default delay is 50 to 100 % of 500 ms, then of 1 000 ms (random %d)", async (random, expected) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { client, times } = createTimedClient(() => errorResponse(500));
    const failure = getRejection(client.chat.complete(question));
    await advance(10_000);
    await failure;
    expect(times.map((time) => Math.round(time))).toEqual(expected);
  });

  test("waits for Retry-After, plus up to 10 %", async () => {
    for (const [random, delay] of [
      [0, 30_000],
      [0.5, 31_500],
    ] as const) {
      vi.spyOn(Math, "random").mockReturnValue(random);
      const { client, times } = createTimedClient((index) =>
        index === 0 ? errorResponse(429, undefined, { headers: { "retry-after": "30" } }) : Response.json(completion()),
      );
      const call = client.chat.complete(question);
      await advance(40_000);
      await call;
      expect(times[1]).toBeGreaterThanOrEqual(delay - 1);
      expect(times[1]).toBeLessThanOrEqual(delay + 1);
    }
  });

  test.each([
    ["the header", () => errorResponse(429, undefined, { headers: { "retry-after": "61" } })],
    [
      "the body",
      () =>
        errorResponse(429, {
          code: 429,
          message: "x",
          metadata: { headers: { "X-RateLimit-Reset": String(Date.now() + 61_000) } },
        }),
    ],
  ])("a delay of more than 60 s in %s fails the call immediately with retryAfterMs", async (_, respond) => {
    const { client, times } = createTimedClient(respond);
    const error = await getRejection(client.chat.complete(question));
    expect(times).toEqual([0]);
    expect(error).toMatchObject({ statusCode: 429, retryAfterMs: 61_000, isRetryable: true, attempts: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not wait if the delay would end after maxElapsedTime", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const retryConfig: RetryConfig = {
      strategy: "backoff",
      backoff: { initialInterval: 1_000, exponent: 1, maxElapsedTime: 2_400 },
    };
    const { client, times } = createTimedClient(() => errorResponse(500), retryConfig);
    const failure = getRejection(client.chat.complete(question));
    await advance(10_000);
    expect(await failure).toMatchObject({ attempts: 5 });
    expect(times.map((time) => Math.round(time))).toEqual([0, 500, 1_000, 1_500, 2_000]);
  });
});

describe("the time of the attempts", () => {
  test("counts for maxElapsedTime", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client, requests } = observedClient({
      retryConfig: { strategy: "backoff", backoff: { initialInterval: 1_000, exponent: 1, maxElapsedTime: 2_400 } },
      fetch: () => new Promise((resolve) => setTimeout(() => resolve(errorResponse(500)), 900)),
    });
    const failure = getRejection(client.chat.complete(question));
    await advance(10_000);
    // Attempts at 0 and 1,400 ms; the next one would begin at 2,800 ms.
    expect(await failure).toMatchObject({ attempts: 2 });
    expect(requests).toHaveLength(2);
  });
});

test("many retries do not overflow the stack", async () => {
  const retryConfig: RetryConfig = { strategy: "backoff", maxRetries: Infinity, backoff: { initialInterval: 0 } };
  const { client } = observedClient({
    retryConfig,
    fetch: (_, index) => (index < 2_000 ? errorResponse(500) : Response.json(completion())),
  });
  const call = client.chat.complete(question).withResponse();
  await vi.runAllTimersAsync();
  expect(await call).toMatchObject({ attempts: 2_001 });
});

describe("an abort during the delay", () => {
  test("an abort ends the delay immediately and leaves no timer or listener", async () => {
    const controller = new AbortController();
    const { client, requests } = observedClient({ fetch: () => errorResponse(500) });
    const call = chatComplete(client, question, { signal: controller.signal });
    await advance(100);
    expect(vi.getTimerCount()).toBe(1);
    const reason = new DOMException("too late", "TimeoutError");
    controller.abort(reason);
    const result = await call;
    expect(result).toMatchObject({ ok: false, attempts: 1, error: { name: "RequestAbortedError", attempts: 1 } });
    expect(!result.ok && result.error.cause).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(countListeners(controller.signal)).toBe(0);
  });

  test("an abort by fetchOptions.signal ends the delay", async () => {
    const controller = new AbortController();
    const { client } = observedClient({ fetch: () => errorResponse(500) });
    const call = getRejection(
      client.chat.complete(question, {
        signal: new AbortController().signal,
        fetchOptions: { signal: controller.signal },
      }),
    );
    await advance(100);
    controller.abort("enough");
    expect(await call).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
  });
});
