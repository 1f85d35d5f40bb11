import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createAttemptTimer,
  findAbortError,
  sleep,
  type SentRequests,
  type TimerOptions,
} from "../../src/request/attempt-timer.ts";
import { createDeferred, getRejection, countListeners, flushPromises } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const never = new Promise<never>(() => {});

function createTimer(options: Partial<TimerOptions> = {}, sent: SentRequests = { attempts: 3 }) {
  const controller = new AbortController();
  const limits = { signals: [controller.signal], timeoutMs: 1_000, idleTimeoutMs: 100 };
  const timer = createAttemptTimer({ ...limits, ...options }, sent);
  const expectCleanedUp = () => {
    expect(vi.getTimerCount()).toBe(0);
    expect(countListeners(controller.signal)).toBe(0);
  };
  return { controller, timer, expectCleanedUp };
}

describe("createAttemptTimer", () => {
  test("aborts after timeoutMs with the typed error as reason, and removes timer and listeners", async () => {
    const { timer, expectCleanedUp } = createTimer();
    await advance(999);
    expect(timer.signal.aborted).toBe(false);
    await advance(1);
    expect(timer.signal.reason).toMatchObject({
      name: "RequestTimeoutError",
      kind: "attempt",
      timeoutMs: 1_000,
      attempts: 3,
    });
    expectCleanedUp();
  });

  test.each([
    [undefined, "No response within 1000 ms (timeoutMs)"],
    ["https://api.test:8443/v1/chat?key=hunter2", "No response from https://api.test:8443 within 1000 ms (timeoutMs)"],
  ])("names the server of the request to %s", async (url, message) => {
    const sent: SentRequests = { attempts: 0 };
    const { timer } = createTimer({}, sent);
    Object.assign(sent, { attempts: 1, url });
    await advance(1_000);
    expect(timer.signal.reason).toMatchObject({ message, attempts: 1 });
  });

  test("aborts with the caller's signal and its reason as cause, and removes timer and listeners", () => {
    const other = new AbortController();
    const { controller, timer, expectCleanedUp } = createTimer();
    const both = createTimer({ signals: [other.signal, controller.signal] });
    controller.abort("mine");
    for (const { signal } of [timer, both.timer]) {
      expect(signal.reason).toMatchObject({ name: "RequestAbortedError", cause: "mine", attempts: 3 });
    }
    expectCleanedUp();
    expect(countListeners(other.signal)).toBe(0);
  });

  test("keeps the first abort reason", async () => {
    const { controller, timer } = createTimer();
    await advance(1_000);
    controller.abort("late");
    expect(timer.signal.reason).toMatchObject({ kind: "attempt" });
  });

  test("stop() removes timer and listeners and prevents a later abort", async () => {
    const { controller, timer, expectCleanedUp } = createTimer();
    timer.stop();
    timer.stop();
    expectCleanedUp();
    controller.abort();
    await advance(10_000);
    expect(timer.signal.aborted).toBe(false);
  });

  test("idleTimeoutMs counts only after firstChunkReceived(), and only between startIdle() and resetIdle()", async () => {
    const { timer, expectCleanedUp } = createTimer({ timeoutMs: Infinity });
    timer.startIdle();
    await advance(500);
    timer.resetIdle();
    timer.firstChunkReceived();
    await advance(500);
    timer.startIdle();
    await advance(99);
    timer.resetIdle();
    await advance(500);
    timer.startIdle();
    await advance(99);
    expect(timer.signal.aborted).toBe(false);
    await advance(1);
    expect(timer.signal.reason).toMatchObject({
      name: "RequestTimeoutError",
      kind: "idle",
      timeoutMs: 100,
      attempts: 3,
    });
    expectCleanedUp();
  });

  test("timeoutMs does not count after firstChunkReceived()", async () => {
    const { timer } = createTimer();
    timer.firstChunkReceived();
    await advance(100_000);
    expect(timer.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("each idle period starts from zero with one timer for all", async () => {
    const { timer } = createTimer();
    timer.firstChunkReceived();
    for (let read = 0; read < 50; read++) {
      timer.startIdle();
      expect(vi.getTimerCount()).toBe(1);
      await advance(60);
      timer.resetIdle();
    }
    expect(timer.signal.aborted).toBe(false);
    timer.startIdle();
    await advance(100);
    expect(timer.signal.reason).toMatchObject({ kind: "idle" });
  });

  test("startIdle() after the end starts no timer", async () => {
    const stopped = createTimer();
    stopped.timer.firstChunkReceived();
    stopped.controller.abort();
    stopped.timer.startIdle();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([2 ** 31, 2 ** 40, Infinity])("a limit of %d ms never expires", async (ms) => {
    const { timer } = createTimer({ timeoutMs: ms, idleTimeoutMs: ms });
    await advance(1_000);
    timer.firstChunkReceived();
    timer.startIdle();
    await advance(1_000);
    expect(timer.signal.aborted).toBe(false);
    timer.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("2 ** 31 - 1 ms is the longest limit that expires", async () => {
    const { timer } = createTimer({ timeoutMs: 2 ** 31 - 1 });
    await advance(2 ** 31 - 2);
    expect(timer.signal.aborted).toBe(false);
    await advance(1);
    expect(timer.signal.aborted).toBe(true);
  });

  describe("race", () => {
    test("race() settles like the promise", async () => {
      const { timer } = createTimer();
      expect(await timer.race(Promise.resolve("a"))).toBe("a");
      expect(await getRejection(timer.race(Promise.reject(new Error("x"))))).toMatchObject({ message: "x" });
      expect(countListeners(timer.signal)).toBe(0);
      timer.stop();
    });

    test("race() rejects with the abort reason when the signal is aborted, or if it already is, and ignores a later outcome", async () => {
      const { controller, timer } = createTimer();
      const late = createDeferred<string>();
      const failures = [getRejection(timer.race(never)), getRejection(timer.race(late.promise))];
      controller.abort("mine");
      for (const failure of failures) expect(await failure).toMatchObject({ cause: "mine" });
      expect(await getRejection(timer.race(never))).toMatchObject({ cause: "mine" });
      late.reject(new Error("late"));
      await flushPromises();
    });
  });
});

describe("sleep", () => {
  test("resolves after the delay and removes timer and listeners", async () => {
    const { signal } = new AbortController();
    const sleeping = sleep(1_000, [signal], { attempts: 1 });
    expect(countListeners(signal)).toBe(1);
    await advance(999);
    expect(vi.getTimerCount()).toBe(1);
    await advance(1);
    expect(await sleeping).toBeUndefined();
    expect(countListeners(signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("rejects when a signal is aborted, and removes timer and listeners", async () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const sleeping = getRejection(sleep(1_000, [a.signal, b.signal], { attempts: 2 }));
    b.abort("mine");
    expect(await sleeping).toMatchObject({ name: "RequestAbortedError", cause: "mine", attempts: 2 });
    expect(countListeners(a.signal) + countListeners(b.signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not start if a signal is already aborted", async () => {
    const { signal } = new AbortController();
    const error = await getRejection(sleep(1_000, [signal, AbortSignal.abort("mine")], { attempts: 2 }));
    expect(error).toMatchObject({ cause: "mine" });
    expect(countListeners(signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("findAbortError", () => {
  test("returns the error of the first aborted signal, if there is one", () => {
    const { signal } = new AbortController();
    expect(findAbortError([], { attempts: 0 })).toBeUndefined();
    expect(findAbortError([signal], { attempts: 0 })).toBeUndefined();
    expect(findAbortError([signal, AbortSignal.abort("a"), AbortSignal.abort("b")], { attempts: 4 })).toMatchObject({
      name: "RequestAbortedError",
      cause: "a",
      attempts: 4,
    });
  });
});
