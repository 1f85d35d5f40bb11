import { AttemptTimer } from "./attempt-timer.ts";
import type { CallProgress } from "./call-progress.ts";
import { setTimer, type Timer } from "./set-timer.ts";

/**
 * Waits.
 *
 * @param ms The delay in milliseconds.
 * @param progress For the error.
 * @throws {@link RequestAbortedError} when a signal is aborted.
 */
export async function sleep(ms: number, signals: readonly AbortSignal[], progress: CallProgress): Promise<void> {
  const limits = new AttemptTimer({ signals, timeoutMs: Infinity, idleTimeoutMs: Infinity }, progress);
  let timer: Timer;
  try {
    await limits.race(() => new Promise<void>((resolve) => (timer = setTimer(ms, resolve))));
  } finally {
    clearTimeout(timer);
    limits.stop();
  }
}
