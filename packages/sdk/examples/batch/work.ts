import { setTimeout } from "node:timers/promises";
import type { JobWithMetadata } from "pg-boss";
import { CommandError } from "./command.ts";
import type { Database } from "./database.ts";
import type { WorkerOptions } from "./options.ts";
import { createProcessor } from "./process-job.ts";
import type { JobData } from "./queue.ts";
import { formatCost, formatStatus, readStatus, type Status } from "./status.ts";
import type { Stop } from "./stop.ts";

const watchMs = 500;
const printMs = 2_000;

/** Works on a batch until all its jobs are done, by this worker or others, or until it is stopped. */
export async function work(database: Database, name: string, options: WorkerOptions, stop: Stop): Promise<Status> {
  const { boss } = database;
  const processJob = createProcessor(database, name, options.timeoutMs, stop);
  await boss.work(
    name,
    {
      localConcurrency: options.concurrency,
      pollingIntervalSeconds: 0.5,
      heartbeatRefreshSeconds: 5,
      includeMetadata: true,
      perJobResults: true,
    },
    (jobs: JobWithMetadata<JobData>[]) => Promise.all(jobs.map(processJob)),
  );
  await watch(database, name, stop);
  await boss.offWork(name); // waits for the calls in flight
  return readStatus(database, name);
}

/** Prints a line now and then, until all jobs are done or the work is stopped. */
async function watch(database: Database, name: string, stop: Stop): Promise<void> {
  const start = performance.now();
  let before: number | undefined;
  let printedAt = start;
  while (!stop.signal.aborted) {
    const status = await readStatus(database, name).catch((cause: Error) => {
      throw new CommandError(`The database is lost: ${cause.message}. Its jobs go back to the queue.`, { cause });
    });
    const { done, failed, inFlight, queued, spent, maxCost } = status;
    if (inFlight + queued === 0) return;
    if (spent >= maxCost) {
      stop.request({ message: `The budget is used up: ${formatCost(spent, maxCost)}.`, exitCode: 3 });
    }
    before ??= done + failed;
    const now = performance.now();
    if (now - printedAt >= printMs) {
      console.log(formatStatus(status, ((done + failed - before) / (now - start)) * 1_000));
      printedAt = now;
    }
    await setTimeout(watchMs, undefined, { signal: stop.signal }).catch(() => {});
  }
}
