import { RequestAbortedError, RequestTimeoutError } from "../errors/client-error.ts";

/** With a longer delay, `setTimeout` fires immediately. Limits above it, 24.8 days, never expire. */
const maxTimerMs = 2 ** 31 - 1;

/** What a call has sent, for its errors. */
export interface SentRequests {
  /** Number of HTTP attempts. */
  attempts: number;
  /** The URL of the last request; `undefined` or empty if it is not known. */
  url?: string;
}

export interface TimerOptions {
  /** The caller's signals. Each may outlive the attempt. */
  readonly signals: readonly AbortSignal[];
  /** Time limit until {@link AttemptTimer.firstChunkReceived}, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest wait for the network after that, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** The time limits of one attempt, and a signal that combines them with the caller's signals. */
export interface AttemptTimer {
  /** Aborted with a typed error as its reason. */
  readonly signal: AbortSignal;
  /** Settles like the promise, or rejects with the signal's reason when it is aborted. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Switches from `timeoutMs` to `idleTimeoutMs`. */
  firstChunkReceived(): void;
  /** Starts the idle time, when the stream begins to wait for the network. */
  startIdle(): void;
  /** Ends the idle time, when bytes have arrived. */
  resetIdle(): void;
  /** Removes the timer and the listeners. */
  stop(): void;
}

/** @param sent For the errors, read when one is created. */
export function createAttemptTimer(
  { signals, timeoutMs, idleTimeoutMs }: TimerOptions,
  sent: SentRequests,
): AttemptTimer {
  const controller = new AbortController();
  const { signal } = controller;
  const stopListening = onAbort(signals, (cause) => fail(new RequestAbortedError({ ...sent, cause })));
  let reject: (error: Error) => void;
  const failure = new Promise<never>((_, rejectFailure) => {
    reject = rejectFailure;
  });
  // It may reject while no race is pending, which is not an unhandled rejection.
  failure.catch(() => {});
  let hasFirstChunk = false;
  // When the stream began to wait. `undefined` while the consumer is busy, which does not count as idle time.
  let idleSince: number | undefined;
  let timer = setTimer(timeoutMs, () => fail(new RequestTimeoutError("attempt", timeoutMs, sent)));

  function fail(error: Error): void {
    controller.abort(error);
    reject(error);
    stop();
  }
  // One timer for many reads: it checks the clock when it fires, which is cheaper than a new timer for each read.
  function checkIdle(): void {
    timer = undefined;
    if (idleSince === undefined) return;
    const left = idleSince + idleTimeoutMs - performance.now();
    if (left <= 0) fail(new RequestTimeoutError("idle", idleTimeoutMs, sent));
    else timer = setTimer(left, checkIdle);
  }
  function stop(): void {
    clearTimeout(timer);
    stopListening();
    idleSince = undefined;
  }
  return {
    signal,
    race: (promise) => Promise.race([promise, failure]),
    firstChunkReceived() {
      clearTimeout(timer);
      timer = undefined;
      hasFirstChunk = true;
    },
    startIdle() {
      if (!hasFirstChunk || signal.aborted) return;
      idleSince = performance.now();
      timer ??= setTimer(idleTimeoutMs, checkIdle);
    },
    resetIdle() {
      idleSince = undefined;
    },
    stop,
  };
}

/** Returns the error for the first signal that is aborted; `undefined` if none is. */
export function findAbortError(signals: readonly AbortSignal[], sent?: SentRequests): RequestAbortedError | undefined {
  const aborted = signals.find((signal) => signal.aborted);
  return aborted && new RequestAbortedError({ ...sent, cause: aborted.reason });
}

/**
 * Waits.
 *
 * @param ms The delay in milliseconds.
 * @param sent For the error.
 * @throws {@link RequestAbortedError} when a signal is aborted.
 */
export function sleep(ms: number, signals: readonly AbortSignal[], sent?: SentRequests): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimer(ms, finish);
    const stopListening = onAbort(signals, (cause) => finish(new RequestAbortedError({ ...sent, cause })));
    const aborted = findAbortError(signals, sent);
    if (aborted) finish(aborted);
    function finish(error?: Error): void {
      clearTimeout(timer);
      stopListening();
      if (error) reject(error);
      else resolve();
    }
  });
}

export type Timer = ReturnType<typeof setTimeout> | undefined;

/** Like `setTimeout`, for any number of milliseconds. Limits above {@link maxTimerMs} never expire. */
export function setTimer(ms: number, action: () => void): Timer {
  return ms > maxTimerMs ? undefined : setTimeout(action, ms);
}

/** Calls `action` with the reason of each signal that is aborted. Returns a function that removes the listeners. */
function onAbort(signals: readonly AbortSignal[], action: (reason: unknown) => void): () => void {
  const removals = signals.map((signal) => {
    const listener = () => action(signal.reason);
    signal.addEventListener("abort", listener);
    return () => signal.removeEventListener("abort", listener);
  });
  return () => removals.forEach((remove) => remove());
}
