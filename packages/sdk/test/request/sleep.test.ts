import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sleep } from "../../src/request/sleep.ts";
import { countListeners, getRejection } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);

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
