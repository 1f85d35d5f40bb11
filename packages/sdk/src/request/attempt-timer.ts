import { RequestAbortedError, RequestTimeoutError, type RequestTimeoutKind } from "../errors/client-error.ts";
import { toErrorInit, type CallProgress } from "./call-progress.ts";
import { setTimer, type Timer } from "./set-timer.ts";

export interface TimerOptions {
  /** The caller's signals. Each may outlive the attempt. */
  readonly signals: readonly AbortSignal[];
  /** Time limit until {@link AttemptTimer.switchToIdleLimit}, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest wait for the network after that, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Aborts one attempt at its time limits and with the caller's signals, with a typed error as the reason. */
export class AttemptTimer extends AbortController {
  /** Called at a time limit, and with the caller's signals. A listener of the signal takes longer than most bodies. */
  onAbort: (() => void) | undefined;
  readonly #options: TimerOptions;
  readonly #progress: CallProgress;
  /** Remove the listeners of the caller's signals, which may outlive the attempt. */
  readonly #removals: readonly (() => void)[] = [];
  #timer: Timer;
  #rejectRace: ((error: Error) => void) | undefined;
  #hasFirstChunk = false;
  /** When the stream began to wait. `undefined` while the consumer is busy, which does not count as idle time. */
  #idleSince: number | undefined;

  /** @param progress For the errors, read when one is created. */
  constructor(options: TimerOptions, progress: CallProgress) {
    super();
    const { signals, timeoutMs } = options;
    this.#options = options;
    this.#progress = progress;
    this.#timer = setTimer(timeoutMs, () => this.#expire("attempt", timeoutMs));
    this.#removals = signals.map((signal) => {
      const listener = () => this.#fail(new RequestAbortedError(toErrorInit(progress, { cause: signal.reason })));
      signal.addEventListener("abort", listener);
      if (signal.aborted) listener();
      return () => signal.removeEventListener("abort", listener);
    });
    if (this.signal.aborted) this.stop();
  }

  /** Calls `run` unless the signal is aborted, and rejects with the signal's reason as soon as it is. For one call. */
  race<T>(run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.signal.throwIfAborted();
      this.#rejectRace = reject;
      run().then(resolve, reject);
    });
  }

  /** Switches from `timeoutMs` to `idleTimeoutMs`. */
  switchToIdleLimit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasFirstChunk = true;
  }

  /** Starts the idle time, when the stream begins to wait for the network. */
  startIdle(): void {
    if (!this.#hasFirstChunk || this.signal.aborted) return;
    this.#idleSince = performance.now();
    this.#timer ??= setTimer(this.#options.idleTimeoutMs, () => this.#checkIdle());
  }

  /** Ends the idle time, when bytes have arrived. */
  stopIdle(): void {
    this.#idleSince = undefined;
  }

  /** Removes the timer and the listeners. */
  stop(): void {
    clearTimeout(this.#timer);
    for (const remove of this.#removals) remove();
    this.#idleSince = undefined;
  }

  // One timer for many reads: it checks the clock when it fires, which is cheaper than a new timer for each read.
  #checkIdle(): void {
    this.#timer = undefined;
    if (this.#idleSince === undefined) return;
    const { idleTimeoutMs } = this.#options;
    const left = this.#idleSince + idleTimeoutMs - performance.now();
    if (left <= 0) this.#expire("idle", idleTimeoutMs);
    else this.#timer = setTimer(left, () => this.#checkIdle());
  }

  #expire(kind: RequestTimeoutKind, timeoutMs: number): void {
    this.#fail(new RequestTimeoutError(kind, timeoutMs, toErrorInit(this.#progress)));
  }

  #fail(error: Error): void {
    this.abort(error);
    this.#rejectRace?.(error);
    this.onAbort?.();
    this.stop();
  }
}
