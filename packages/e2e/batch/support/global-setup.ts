import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a Postgres server, which all files share. */
    databaseURL: string;
  }
}

export async function setup(project: TestProject): Promise<() => PromiseLike<void>> {
  const postgres = await startPostgres();
  project.provide("databaseURL", postgres.url);
  return () => postgres[Symbol.asyncDispose]();
}
