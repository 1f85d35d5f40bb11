import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findAbortError, sleep } from "../../src/request/attempt-timer.ts";
import { listenersOf } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("sleep", () => {
  test("resolves after its time, and leaves nothing", async () => {
    const { signal } = new AbortController();
    const sleeping = sleep(1_000, [signal], 1);
    expect(listenersOf(signal)).toBe(1);
    await pass(999);
    expect(vi.getTimerCount()).toBe(1);
    await pass(1);
    expect(await sleeping).toBeUndefined();
    expect(listenersOf(signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("gives the error to end with as soon as any signal is aborted, and leaves nothing", async () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const sleeping = sleep(1_000, [a.signal, b.signal], 2);
    b.abort("mine");
    expect(await sleeping).toMatchObject({ name: "RequestAbortedError", cause: "mine", attempts: 2 });
    expect(listenersOf(a.signal) + listenersOf(b.signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not begin when a signal is aborted already", async () => {
    expect(await sleep(1_000, [AbortSignal.abort("mine")], 2)).toMatchObject({ cause: "mine" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("findAbortError", () => {
  test("is the error of the first signal that is aborted, if any is", () => {
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
