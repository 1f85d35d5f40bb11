import { onTestFinished, vi } from "vitest";

export interface Clock {
  /** Advances the time of the SDK. */
  advance(ms: number): Promise<void>;
}

/**
 * Replaces the timers of the SDK until the test ends: they fire when the test advances the clock. Sockets work as usual.
 * On a busy machine, a real timeout may expire before the request arrives. All concurrent tests of a file share the
 * clock, so tests that use it must not be concurrent. `AbortSignal.timeout` is not replaced.
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
