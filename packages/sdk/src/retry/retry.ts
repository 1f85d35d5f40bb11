/** The outcome of an attempt. */
export type Outcome<T, E> = { ok: true; value: T } | { ok: false; error: E };

export interface RetryOptions<E> {
  /** Returns the delay before the next attempt, in milliseconds, or `undefined` to stop. */
  delayMs: (error: E, attempt: number, elapsedMs: number) => number | undefined;
  /** Waits. Resolves to the error to return if the wait was aborted. */
  wait: (ms: number) => Promise<E | undefined>;
  /** Returns the current time, in milliseconds. */
  now: () => number;
}

/** Makes attempts until one succeeds or `delayMs` returns `undefined`. Returns the last outcome. */
export async function retry<T, E>(
  attempt: (index: number) => Promise<Outcome<T, E>>,
  { delayMs, wait, now }: RetryOptions<E>,
): Promise<Outcome<T, E>> {
  const start = now();
  for (let index = 0; ; index++) {
    const outcome = await attempt(index);
    if (outcome.ok) return outcome;
    const delay = delayMs(outcome.error, index, now() - start);
    if (delay === undefined) return outcome;
    const interrupted = await wait(delay);
    if (interrupted) return { ok: false, error: interrupted };
  }
}
