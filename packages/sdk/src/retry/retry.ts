/** What an attempt came to. */
export type Outcome<T, E> = { ok: true; value: T } | { ok: false; error: E };

export interface RetryOptions<E> {
  /** The wait before the next attempt in milliseconds, or `undefined` to give up. */
  delayMs: (error: E, attempt: number, elapsedMs: number) => number | undefined;
  /** Waits; gives the error to end with when the wait was aborted. */
  wait: (ms: number) => Promise<E | undefined>;
  /** The clock, in milliseconds. */
  now: () => number;
}

/** Makes attempts, counted from 0, until one succeeds or the policy gives up; returns the last outcome. */
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
