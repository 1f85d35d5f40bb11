import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AttemptTimer, type TimerOptions } from "../../src/request/attempt-timer.ts";
import type { CallProgress } from "../../src/request/call-progress.ts";
import { createDeferred, getRejection, countListeners, flushPromises } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const never = new Promise<never>(() => {});

function createTimer(options: Partial<TimerOptions> = {}, progress: CallProgress = { attempts: 3 }) {
  const controller = new AbortController();
  const limits = { signals: [controller.signal], timeoutMs: 1_000, idleTimeoutMs: 100 };
  const timer = new AttemptTimer({ ...limits, ...options }, progress);
  const expectCleanedUp = () => {
    expect(vi.getTimerCount()).toBe(0);
    expect(countListeners(controller.signal)).toBe(0);
  };
  return { controller, timer, expectCleanedUp };
}

describe("AttemptTimer", () => {
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
    const progress: CallProgress = { attempts: 0 };
    const { timer } = createTimer({}, progress);
    Object.assign(progress, { attempts: 1, url });
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

  test("idleTimeoutMs counts only after switchToIdleLimit(), and only between startIdle() and stopIdle()", async () => {
    const { timer, expectCleanedUp } = createTimer({ timeoutMs: Infinity });
    timer.startIdle();
    await advance(500);
    timer.stopIdle();
    timer.switchToIdleLimit();
    await advance(500);
    timer.startIdle();
    await advance(99);
    timer.stopIdle();
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

  test("timeoutMs does not count after switchToIdleLimit()", async () => {
    const { timer } = createTimer();
    timer.switchToIdleLimit();
    await advance(100_000);
    expect(timer.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("each idle period starts from zero with one timer for all", async () => {
    const { timer } = createTimer();
    timer.switchToIdleLimit();
    for (let read = 0; read < 50; read++) {
      timer.startIdle();
      expect(vi.getTimerCount()).toBe(1);
      await advance(60);
      timer.stopIdle();
    }
    expect(timer.signal.aborted).toBe(false);
    timer.startIdle();
    await advance(100);
    expect(timer.signal.reason).toMatchObject({ kind: "idle" });
  });

  test("startIdle() after the end starts no timer", async () => {
    const stopped = createTimer();
    stopped.timer.switchToIdleLimit();
    stopped.controller.abort();
    stopped.timer.startIdle();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([2 ** 31, 2 ** 40, Infinity])("a limit of %d ms never expires", async (ms) => {
    const { timer } = createTimer({ timeoutMs: ms, idleTimeoutMs: ms });
    await advance(1_000);
    timer.switchToIdleLimit();
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
    test("race() settles like the promise of the function", async () => {
      const { timer } = createTimer();
      expect(await timer.race(() => Promise.resolve("a"))).toBe("a");
      expect(await getRejection(timer.race(() => Promise.reject(new Error("x"))))).toMatchObject({ message: "x" });
      expect(countListeners(timer.signal)).toBe(0);
      timer.stop();
    });

    test("race() rejects with the abort reason when the signal is aborted, and ignores a later outcome", async () => {
      const { controller, timer } = createTimer();
      const late = createDeferred<string>();
      const failure = getRejection(timer.race(() => late.promise));
      controller.abort("mine");
      expect(await failure).toMatchObject({ cause: "mine" });
      late.reject(new Error("late"));
      await flushPromises();
    });

    test("race() rejects when the function aborts before it returns", async () => {
      const { controller, timer } = createTimer();
      const abort = () => {
        controller.abort("mine");
        return never;
      };
      expect(await getRejection(timer.race(abort))).toMatchObject({ cause: "mine" });
    });

    test("race() does not call the function if a signal is already aborted", async () => {
      const { controller, timer } = createTimer();
      controller.abort("mine");
      const run = vi.fn<() => Promise<never>>(() => never);
      expect(await getRejection(timer.race(run))).toMatchObject({ cause: "mine" });
      expect(run).not.toHaveBeenCalled();
    });
  });

  test("is aborted with the reason of the first signal that already is, and leaves no timer and no listeners", () => {
    const { signal } = new AbortController();
    const signals = [signal, AbortSignal.abort("a"), AbortSignal.abort("b")];
    const { timer } = createTimer({ signals });
    expect(timer.signal.reason).toMatchObject({ name: "RequestAbortedError", cause: "a", attempts: 3 });
    for (const each of signals) expect(countListeners(each)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
