import { RequestAbortedError, RequestTimeoutError } from "../errors/client-error.ts";

/** Beyond this, `setTimeout` fires at once; 24.8 days are as good as no limit. */
const longestTimerMs = 2 ** 31 - 1;

export interface TimerOptions {
  /** The caller's signals; each may live much longer than the attempt. */
  readonly signals: readonly AbortSignal[];
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Attempts made, for the errors. */
  readonly attempts: number;
}

/** The clocks of one attempt, and the one signal in which they and the caller's signals end. */
export interface AttemptTimer {
  /** Aborted with the typed error to end with. */
  readonly signal: AbortSignal;
  /** Settles like the promise, or rejects as soon as the signal is aborted. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** The answer has begun to be useful: from here on only silence counts. */
  firstByteReceived(): void;
  /** The stream waits for the network from now on. */
  startIdle(): void;
  /** Bytes have come. */
  resetIdle(): void;
  /** No timer and no listener is left after this. */
  stop(): void;
}

export function createAttemptTimer({ signals, timeoutMs, idleTimeoutMs, attempts }: TimerOptions): AttemptTimer {
  const controller = new AbortController();
  const { signal } = controller;
  const stopListening = onAbort(signals, (cause) => end(new RequestAbortedError({ cause, attempts })));
  let reject: (error: Error) => void;
  const ended = new Promise<never>((_, rejected) => {
    reject = rejected;
  });
  // Only whoever races with it wants to know.
  ended.catch(() => {});
  let isUseful = false;
  // When the stream began to wait; undefined while the consumer is at work, whose time is not the network's.
  let waitingSince: number | undefined;
  let timer = after(timeoutMs, () => end(new RequestTimeoutError("attempt", timeoutMs, { attempts })));

  function end(error: Error): void {
    controller.abort(error);
    reject(error);
    stop();
  }
  // One timer for many reads: it looks at the clock when it fires, instead of being set anew for each read.
  function checkSilence(): void {
    timer = undefined;
    if (waitingSince === undefined) return;
    const left = waitingSince + idleTimeoutMs - performance.now();
    if (left <= 0) end(new RequestTimeoutError("idle", idleTimeoutMs, { attempts }));
    else timer = after(left, checkSilence);
  }
  function stop(): void {
    clearTimeout(timer);
    stopListening();
    waitingSince = undefined;
  }
  return {
    signal,
    race: (promise) => Promise.race([promise, ended]),
    firstByteReceived() {
      clearTimeout(timer);
      timer = undefined;
      isUseful = true;
    },
    startIdle() {
      if (!isUseful || signal.aborted) return;
      waitingSince = performance.now();
      timer ??= after(idleTimeoutMs, checkSilence);
    },
    resetIdle() {
      waitingSince = undefined;
    },
    stop,
  };
}

/** The error to end with when one of the caller's signals is aborted already. */
export function findAbortError(signals: readonly AbortSignal[], attempts: number): RequestAbortedError | undefined {
  const aborted = signals.find((signal) => signal.aborted);
  return aborted && new RequestAbortedError({ cause: aborted.reason, attempts });
}

/** Waits, and gives the error to end with as soon as a signal is aborted. */
export function sleep(
  ms: number,
  signals: readonly AbortSignal[],
  attempts: number,
): Promise<RequestAbortedError | undefined> {
  return new Promise((resolve) => {
    const aborted = findAbortError(signals, attempts);
    if (aborted) return resolve(aborted);
    const timer = after(ms, () => finish(undefined));
    const stopListening = onAbort(signals, (cause) => finish(new RequestAbortedError({ cause, attempts })));
    function finish(result: RequestAbortedError | undefined): void {
      clearTimeout(timer);
      stopListening();
      resolve(result);
    }
  });
}

export type Timer = ReturnType<typeof setTimeout> | undefined;

/** A timer for any length of time. */
export function after(ms: number, action: () => void): Timer {
  return ms > longestTimerMs ? undefined : setTimeout(action, ms);
}

/** Calls with the reason of each signal that is aborted from now on; the result takes the listeners off again. */
function onAbort(signals: readonly AbortSignal[], action: (reason: unknown) => void): () => void {
  const removals = signals.map((signal) => {
    const listener = () => action(signal.reason);
    signal.addEventListener("abort", listener);
    return () => signal.removeEventListener("abort", listener);
  });
  return () => removals.forEach((remove) => remove());
}
