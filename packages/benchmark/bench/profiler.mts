import type { Profiler } from "node:inspector";

/** Where the time of the main thread was spent. */
export interface ThreadProfile {
  readonly profile: Profiler.Profile;
  /** The CPU time of the thread in microseconds. */
  readonly cpu: number;
}

/** Runs a task, and returns where its time was spent. */
export async function profile(run: () => Promise<unknown>): Promise<ThreadProfile> {
  // Not loaded by other tasks.
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  const { profile: taken } = await session.post("Profiler.stop");
  session.disconnect();
  return { profile: taken, cpu: user + system };
}
