export interface RetryOptions {
  /** Returns the delay before the next attempt, in milliseconds, or `undefined` to stop. */
  delayMs: (error: unknown, attempt: number, elapsedMs: number) => number | undefined;
  /** Waits. Resolves to the error to throw if the wait was aborted. */
  wait: (ms: number) => Promise<Error | undefined>;
  /** Returns the current time, in milliseconds. */
  now: () => number;
}

/** Makes attempts until one succeeds or `delayMs` returns `undefined`. Throws the last error. */
export async function retry<T>(
  attempt: (index: number) => Promise<T>,
  { delayMs, wait, now }: RetryOptions,
): Promise<T> {
  const start = now();
  for (let index = 0; ; index++) {
    try {
      return await attempt(index);
    } catch (error) {
      const delay = delayMs(error, index, now() - start);
      if (delay === undefined) throw error;
      const interrupted = await wait(delay);
      if (interrupted) throw interrupted;
    }
  }
}
