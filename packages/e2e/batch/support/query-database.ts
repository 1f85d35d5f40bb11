import { withDatabase } from "@org/example-batch/database.ts";
import { inject } from "vitest";

/** Runs a statement on the Postgres server of the tests, and returns its rows. */
export function queryDatabase<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return withDatabase(({ query }) => query<Row>(text, values), { DATABASE_URL: inject("databaseURL") });
}
