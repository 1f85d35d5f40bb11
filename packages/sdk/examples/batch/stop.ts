/** Why a worker stops before all jobs are done. */
export interface StopReason {
  readonly message: string;
  readonly exitCode: number;
}

/** How a worker stops: first no call begins, then, only if the user insists, the calls in flight are aborted. */
export interface Stop {
  /** Aborted when no call may begin. */
  readonly signal: AbortSignal;
  /** Aborted when the calls in flight go back to the queue. */
  readonly calls: AbortSignal;
  readonly reason: StopReason | undefined;
  /** Ends the work after the calls in flight. Later reasons are ignored. */
  request(reason: StopReason): void;
}

/** Creates a stop that Ctrl-C requests. A second Ctrl-C aborts the calls in flight. */
export function createStop(): Stop {
  const begin = new AbortController();
  const calls = new AbortController();
  let reason: StopReason | undefined;
  const stop: Stop = {
    signal: begin.signal,
    calls: calls.signal,
    get reason() {
      return reason;
    },
    request(first) {
      reason ??= first;
      begin.abort();
    },
  };
  const interrupt = (): void => {
    if (begin.signal.aborted) return calls.abort();
    console.error("Finishing the calls in flight. Press Ctrl-C again to return them to the queue.");
    stop.request({ message: "Interrupted. Run the same command again to continue.", exitCode: 130 });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  return stop;
}
