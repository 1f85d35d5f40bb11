import type { Failure } from "./read-report.ts";

/** A test that failed in one run. */
export interface FailedTest extends Failure {
  readonly suite: string;
  readonly run: number;
  readonly seed: number;
  readonly log: string;
}

export interface Summary {
  readonly runs: number;
  /** The number of completed runs. */
  readonly completed: number;
  readonly filters: readonly string[];
  readonly failed: readonly FailedTest[];
  /** Why the command ended early. */
  readonly stopped: string | undefined;
}

/** Formats the summary: each test that failed, with the error, the seed and the command that repeats the run. */
export function formatSummary({ runs, completed, filters, failed, stopped }: Summary): string {
  const names = [...new Set(failed.map(displayTest))];
  const count =
    names.length === 0 ? "no test failed" : `${names.length} ${names.length === 1 ? "test" : "tests"} failed`;
  const progress = `${completed} of ${runs} runs completed${stopped === undefined ? "" : ` (${stopped})`}`;
  const sections = names.map((name) =>
    formatTest(
      name,
      failed.filter((result) => displayTest(result) === name),
      filters,
    ),
  );
  return `${[`${progress}, ${count}.`, ...sections].join("\n\n")}\n`;
}

function displayTest({ suite, test }: FailedTest): string {
  return `${suite}  ${test}`;
}

function formatTest(name: string, results: readonly FailedTest[], filters: readonly string[]): string {
  const lines = results.flatMap(({ suite, run, seed, error, log }) => [
    `  run ${run}, seed ${seed}: ${error}`,
    `    repeat: ${repeatCommand(suite, seed, filters)}`,
    `    output: ${log}`,
  ]);
  return [name, ...lines].join("\n");
}

function repeatCommand(suite: string, seed: number, filters: readonly string[]): string {
  const quoted = filters.map((filter) => (/^[\w./-]+$/.test(filter) ? filter : JSON.stringify(filter)));
  return ["pnpm test:steady --runs 1", `--seed ${seed}`, `--suite ${suite}`, ...quoted].join(" ");
}
