import type { JobResult, JobWithMetadata } from "pg-boss";
import { callModel, createClient, type Outcome } from "./call-model.ts";
import type { Database } from "./database.ts";
import { addCost } from "./limits.ts";
import { type JobData, type JobOutput, returnJob } from "./queue.ts";
import type { Stop } from "./stop.ts";
import { createTurns } from "./turns.ts";

type Processor = (job: JobWithMetadata<JobData>) => Promise<JobResult>;

/** Creates the function that waits until a job may begin, makes its call, and stores the outcome. */
export function createProcessor(database: Database, name: string, timeoutMs: number, stop: Stop): Processor {
  const core = createClient(timeoutMs);
  const waitForTurn = createTurns(database, name, stop.signal);

  return async (job) => {
    if (!(await waitForTurn())) return storeOutcome(database, job, { type: "aborted" });
    // `job.signal` is aborted when the queue has given the job to another worker.
    const outcome = await callModel(core, job.data.request, AbortSignal.any([job.signal, stop.calls]));
    if (outcome.type === "refused") {
      stop.request({ message: `The service refuses all calls: ${outcome.error.message}`, exitCode: 1 });
    }
    return storeOutcome(database, job, outcome);
  };
}

/** Ends or returns the job. pg-boss applies the status that is returned to a job that is still active. */
async function storeOutcome(database: Database, job: JobWithMetadata<JobData>, outcome: Outcome): Promise<JobResult> {
  const { boss, transaction } = database;
  const { name, id } = job;
  switch (outcome.type) {
    case "completed":
      await transaction(async (db) => {
        const output: JobOutput = { result: JSON.stringify(outcome.result) };
        await boss.complete(name, job, output, { db });
        await addCost(db, name, outcome.result.cost ?? 0);
      });
      return { id, status: "completed" };
    case "retry":
      await transaction(async (db) => {
        await boss.fail(name, job, outcome.error, { db });
        const startAfter = (outcome.retryAfterMs ?? 0) / 1_000;
        // Otherwise, the queue backs off. After its last retry, the job is not queued, and this changes nothing.
        if (startAfter > 0) await boss.update(name, undefined, { id, startAfter, db });
      });
      return { id, status: "failed" };
    case "failed":
      return { id, status: "deadletter", output: outcome.error };
    case "refused":
    case "aborted":
      await returnJob(database, job);
      return { id, status: "failed" };
  }
}
