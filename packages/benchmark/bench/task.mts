/** What a measured process is asked to do. Without a URL, the answers come from the process itself. */
export interface Task {
  readonly kind: "complete" | "stream" | "first" | "stall";
  readonly count: number;
  /** How many are under way at a time. */
  readonly inFlight: number;
  readonly url?: string;
  /** What each call must deliver; the task fails otherwise. */
  readonly text: string;
  /** The pieces of a body that comes from the process itself. */
  readonly blocks?: readonly Uint8Array[];
}

/** What it took, all in all. */
export interface Taken {
  /** Microseconds of CPU, all threads together. */
  readonly cpu: number;
  /** Milliseconds from each call to its first text. */
  readonly waits: readonly number[];
  /** Bytes of memory, before and after, and the most since the process began. */
  readonly before: number;
  readonly after: number;
  readonly peak: number;
  /** Blocks that were taken from the process's own bodies. */
  readonly pulled: number;
}
