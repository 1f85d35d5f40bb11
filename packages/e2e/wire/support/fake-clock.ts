import { onTestFinished, vi } from "vitest";

export interface Clock {
  /** Lets time pass for the SDK. */
  advance(ms: number): Promise<void>;
}

/**
 * Stops the timers of the SDK until the test ends: they fire when the test lets time pass, and sockets work as usual.
 * On a busy machine a real limit may expire before the request that it limits has arrived. It holds for all tests of
 * a file that run at the same time, so none of them can be concurrent. `AbortSignal.timeout` is not stopped.
 */
export function stopClock(): Clock {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  return {
    async advance(ms) {
      await vi.advanceTimersByTimeAsync(ms);
    },
  };
}
