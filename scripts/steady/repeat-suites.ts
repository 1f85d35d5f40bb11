import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../lib/cli.ts";
import type { SteadyOptions } from "./arguments.ts";
import { startLoad } from "./load.ts";
import { formatSummary, type FailedTest } from "./report.ts";
import { runSuite, type SuiteRun } from "./run-suite.ts";
import type { Suite } from "./suites.ts";

/**
 * Runs the suites repeatedly on busy cores, and prints the tests that failed.
 *
 * @returns the exit code
 */
export async function repeatSuites(options: SteadyOptions, interrupt: AbortSignal): Promise<number> {
  const { runs, filters, minutes } = options;
  const timeLimit = AbortSignal.timeout(minutes * 60_000);
  const stop = AbortSignal.any([interrupt, timeLimit]);
  using load = await startLoad(2 * availableParallelism());
  console.log(`${runs} runs next to ${load.pids.length} busy processes, at most ${minutes} minutes.`);

  const folder = await mkdtemp(join(tmpdir(), "test-steady-"));
  const failed: FailedTest[] = [];
  try {
    let { suites } = options;
    let run = 1;
    for (; run <= runs; run += 1) {
      const seed = options.seed + run - 1;
      const matched: Suite[] = [];
      for (const suite of suites) {
        const file = join(folder, `${suite.name.replace(":", "-")}-${run}`);
        const runLimit = AbortSignal.timeout(options.runMinutes * 60_000);
        const start = performance.now();
        const result = await runSuite(suite, { seed, filters, file, signal: AbortSignal.any([stop, runLimit]) });
        if (stop.aborted) break;
        if (result.fileCount === 0 && result.failures.length === 0) continue;
        matched.push(suite);
        failed.push(
          ...result.failures.map((failure) => ({ ...failure, suite: suite.name, run, seed, log: result.log })),
        );
        console.log(
          `run ${run} of ${runs}, seed ${seed}, ${suite.name}: ${describe(result, performance.now() - start)}`,
        );
      }
      if (stop.aborted) break;
      if (matched.length === 0) throw new InputError(`No test file matches ${filters.join(" ")}`);
      suites = matched;
    }
    const stopped = interrupt.aborted ? "interrupted" : timeLimit.aborted ? `${minutes} minutes are over` : undefined;
    process.stdout.write(`\n${formatSummary({ runs, completed: run - 1, filters, failed, stopped })}`);
    return failed.length === 0 && stopped === undefined ? 0 : 1;
  } finally {
    // Keeps the output of vitest only if a test failed.
    if (failed.length === 0) await rm(folder, { recursive: true, force: true });
  }
}

function describe({ testCount, failures }: SuiteRun, ms: number): string {
  return `${testCount} tests, ${failures.length} failed, ${Math.round(ms / 1_000)} s`;
}
