import type { ThreadProfile } from "./profiler.mts";

/** The task of a measured process. Without a URL, the responses come from the process itself. */
export interface Task {
  readonly kind: "complete" | "stream" | "first" | "stall";
  /** The number of calls. */
  readonly count: number;
  /** The number of concurrent calls. */
  readonly inFlight: number;
  readonly url?: string;
  /** The text that each call must return; otherwise, the task fails. */
  readonly text: string;
  /** The blocks of a body that comes from the process itself. */
  readonly blocks?: readonly Uint8Array[];
  /** Whether to return a CPU profile. */
  readonly isProfiled?: boolean;
}

/** The time and memory that a task took. */
export interface TaskResult {
  /** The CPU time of all threads in microseconds. */
  readonly cpu: number;
  /** The time that passed, in microseconds. */
  readonly elapsed: number;
  /** The time from each call to its first text in milliseconds. */
  readonly firstTextMs: readonly number[];
  /** Bytes of memory before the task. */
  readonly before: number;
  /** Bytes of memory after the task. */
  readonly after: number;
  /** The maximum of the memory since the process started, in bytes. */
  readonly peak: number;
  /** The blocks that were read from the process's own bodies. */
  readonly pulled: number;
  /** The CPU profile of the calls, if it was requested. */
  readonly profile?: ThreadProfile | undefined;
}
