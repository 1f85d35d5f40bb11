import type { JobWithMetadata } from "pg-boss";
import type { Database } from "./database.ts";
import type { BatchOptions } from "./options.ts";
import type { Prompt } from "./prompts.ts";

/** The data of a job: JSON in a string, because Postgres changes the order of keys, which the service's cache needs. */
export interface JobData {
  readonly request: string;
}

/** The output of a completed job: a `Result` in a string, because Postgres stores no NUL. */
export interface JobOutput {
  readonly result: string;
}

const day = 24 * 60 * 60;
const retryDelayMax = 300;
const insertedTogether = 100;

/** Returns the name of the queue with the prompts that failed for good. */
export function getDeadLetterQueue(name: string): string {
  return `${name}/failed`;
}

/** Queues the prompts that are not queued yet: a job whose id exists is not inserted. Returns how many are new. */
export async function queuePrompts(
  { boss }: Database,
  name: string,
  prompts: readonly Prompt[],
  { maxRetries, retryDelaySeconds, heartbeatSeconds }: BatchOptions,
): Promise<number> {
  // Jobs are kept: their outputs are the results, and a batch may wait for a larger budget.
  const kept = { retentionSeconds: 365 * day, deleteAfterSeconds: 0 };
  const deadLetter = getDeadLetterQueue(name);
  await boss.createQueue(deadLetter, kept);
  await boss.createQueue(name, { ...kept, deadLetter });
  const options = {
    retryLimit: maxRetries,
    retryDelay: retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: Math.max(retryDelayMax, retryDelaySeconds),
    heartbeatSeconds,
    // Heartbeats detect a dead worker much earlier. A call may wait for its turn for long.
    expireInSeconds: day - 1,
  };
  let count = 0;
  for (let at = 0; at < prompts.length; at += insertedTogether) {
    const page = prompts.slice(at, at + insertedTogether);
    const jobs = page.map(({ id, request }) => Object.assign({ id, data: { request } }, options));
    count += (await boss.insert(name, jobs, { returnId: true }))?.length ?? 0;
  }
  return count;
}

/** Queues the prompts in the dead-letter queue again. Returns how many. */
export async function retryFailed({ boss, query }: Database, name: string): Promise<number> {
  const deadLetter = getDeadLetterQueue(name);
  const letters = await query<{ id: string; sourceId: string }>(
    `SELECT id, source_id AS "sourceId" FROM pgboss.job WHERE name = $1 AND state = 'created'`,
    [deadLetter],
  );
  if (letters.length === 0) return 0;
  await boss.retry(
    name,
    letters.map(({ sourceId }) => sourceId),
  );
  await boss.deleteJob(
    deadLetter,
    letters.map(({ id }) => id),
  );
  return letters.length;
}

/** Puts a job back, as if it had not been taken. */
export async function returnJob(
  { boss, transaction }: Database,
  { name, id, retryCount, retryLimit }: Pick<JobWithMetadata, "name" | "id" | "retryCount" | "retryLimit">,
): Promise<void> {
  await transaction(async (db) => {
    await boss.cancel(name, { id, retryCount }, { db });
    await boss.resume(name, id, { db });
    // Taking it again counts as a retry.
    await boss.update(name, undefined, { id, retryLimit: retryLimit + 1, db });
  });
}

/** Puts back the jobs of a process that was killed. Only an embedded database has no other workers. */
export async function returnAbandonedJobs(database: Database, name: string): Promise<void> {
  const jobs = await database.query<Parameters<typeof returnJob>[1]>(
    `SELECT name, id, retry_count AS "retryCount", retry_limit AS "retryLimit"
     FROM pgboss.job WHERE name = $1 AND state = 'active'`,
    [name],
  );
  for (const job of jobs) await returnJob(database, job);
}
