import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findAbortError, sleep } from "../../src/request/attempt-timer.ts";
import { countListeners } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("sleep", () => {
  test("sleep resolves after the delay and removes timer and listeners", async () => {
    const { signal } = new AbortController();
    const sleeping = sleep(1_000, [signal], 1);
    expect(countListeners(signal)).toBe(1);
    await advance(999);
    expect(vi.getTimerCount()).toBe(1);
    await advance(1);
    expect(await sleeping).toBeUndefined();
    expect(countListeners(signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sleep resolves to an error when a signal is aborted, and removes timer and listeners", async () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const sleeping = sleep(1_000, [a.signal, b.signal], 2);
    b.abort("mine");
    expect(await sleeping).toMatchObject({ name: "RequestAbortedError", cause: "mine", attempts: 2 });
    expect(countListeners(a.signal) + countListeners(b.signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sleep does not start if a signal is already aborted", async () => {
    expect(await sleep(1_000, [AbortSignal.abort("mine")], 2)).toMatchObject({ cause: "mine" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("findAbortError", () => {
  test("findAbortError returns the error of the first aborted signal, if there is one", () => {
    const { signal } = new AbortController();
    expect(findAbortError([], 0)).toBeUndefined();
    expect(findAbortError([signal], 0)).toBeUndefined();
    expect(findAbortError([signal, AbortSignal.abort("a"), AbortSignal.abort("b")], 4)).toMatchObject({
      name: "RequestAbortedError",
      cause: "a",
      attempts: 4,
    });
  });
});
