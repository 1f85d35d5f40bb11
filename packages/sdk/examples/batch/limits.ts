import type { Db } from "pg-boss";
import type { Database } from "./database.ts";
import type { BatchOptions } from "./options.ts";

/**
 * Stores the limits of a batch in a row that all its workers share. Updating a row locks it, so two workers never take
 * the same turn, and no limit needs another server. pg-boss limits how many jobs run, not how many begin per second.
 */
export async function saveLimits(database: Database, name: string, limits: BatchOptions): Promise<void> {
  await database.transaction(async (db) => {
    // CREATE TABLE IF NOT EXISTS fails when two processes run it together.
    await db.executeSql("SELECT pg_advisory_xact_lock(hashtext('prompt_batch'))");
    await db.executeSql(`
      CREATE TABLE IF NOT EXISTS prompt_batch (
        name text PRIMARY KEY,
        max_cost numeric NOT NULL,
        gap interval NOT NULL,
        spent numeric NOT NULL DEFAULT 0,
        next_call timestamptz NOT NULL DEFAULT now()
      )`);
    await db.executeSql(
      `INSERT INTO prompt_batch (name, max_cost, gap) VALUES ($1, $2, make_interval(secs => $3))
       ON CONFLICT (name) DO UPDATE SET max_cost = excluded.max_cost, gap = excluded.gap, next_call = now()`,
      [name, String(limits.maxCost), 1 / limits.maxRate],
    );
  });
}

/**
 * Takes the next turn to begin a call.
 *
 * @returns how long to wait before asking again, in milliseconds, or 0 when a call may begin now; `Infinity` when the
 *   budget is used up
 */
export async function takeTurn(database: Database, name: string): Promise<number> {
  const taken = await database.query(
    `UPDATE prompt_batch SET next_call = greatest(next_call + gap, clock_timestamp())
     WHERE name = $1 AND spent < max_cost AND next_call <= clock_timestamp()
     RETURNING name`,
    [name],
  );
  if (taken.length > 0) return 0;
  const [row] = await database.query<{ isSpent: boolean; waitMs: number }>(
    `SELECT spent >= max_cost AS "isSpent",
            ceil(1000 * extract(epoch FROM next_call - clock_timestamp()))::float8 AS "waitMs"
     FROM prompt_batch WHERE name = $1`,
    [name],
  );
  return row?.isSpent ? Infinity : Math.max(row?.waitMs ?? 0, 1);
}

/** Adds to what the batch has cost, in the transaction that stores the result. */
export async function addCost(db: Db, name: string, cost: number): Promise<void> {
  await db.executeSql("UPDATE prompt_batch SET spent = spent + $2 WHERE name = $1", [name, String(cost)]);
}
