import type { JobWithMetadata } from "pg-boss";
import type { Database } from "./database.ts";

/** How far a batch is, over all its workers. */
export interface Status {
  readonly done: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Those that wait, for a worker or for a retry. */
  readonly queued: number;
  /** In US dollars. */
  readonly spent: number;
  readonly maxCost: number;
}

/** Reads the status of a batch from the database. */
export async function readStatus({ query }: Database, name: string): Promise<Status> {
  const rows = await query<{ state: JobWithMetadata["state"]; count: number }>(
    "SELECT state, count(*)::int AS count FROM pgboss.job WHERE name = $1 GROUP BY state",
    [name],
  );
  const [costs] = await query<{ spent: number; maxCost: number }>(
    `SELECT spent::float8 AS spent, max_cost::float8 AS "maxCost" FROM prompt_batch WHERE name = $1`,
    [name],
  );
  const counts = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  const { completed = 0, failed = 0, active = 0, created = 0, retry = 0 } = counts;
  return {
    done: completed,
    failed,
    inFlight: active,
    queued: created + retry,
    spent: costs?.spent ?? 0,
    maxCost: costs?.maxCost ?? Infinity,
  };
}

/** Formats a line such as `12 of 20 done, 1 failed, 4 in flight, 3 queued; 2.1 per second; $0.0004 of $5`. */
export function formatStatus(status: Status, perSecond: number): string {
  const { done, failed, inFlight, queued, spent, maxCost } = status;
  const total = done + failed + inFlight + queued;
  const counts = `${done} of ${total} done, ${failed} failed, ${inFlight} in flight, ${queued} queued`;
  return `${counts}; ${perSecond.toFixed(1)} per second; ${formatCost(spent, maxCost)}`;
}

export function formatCost(spent: number, maxCost: number): string {
  return `$${format(spent)}${maxCost < Infinity ? ` of $${format(maxCost)}` : ""}`;
}

function format(dollars: number): string {
  return dollars.toLocaleString("en-US", { maximumSignificantDigits: 4, useGrouping: false });
}
