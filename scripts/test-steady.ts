import { runMain } from "./lib/cli.ts";
import { parseArguments } from "./steady/arguments.ts";
import { repeatSuites } from "./steady/repeat-suites.ts";
import { allSuites, type Suite } from "./steady/suites.ts";

const help = `Finds flaky tests: runs the suites several times, with their files in a different order each time, while twice as many
busy processes as there are cores compete for the CPU.

  pnpm test:steady [FILTER…] [--runs N] [--seed N] [--suite NAME]… [--minutes N] [--run-minutes N]

  FILTER           only test files with this in their path; suites without such a file are skipped
  --runs N         number of runs                                     (5)
  --seed N         seed of the first run; each next run adds one      (random)
  --suite NAME     only ${allSuites.map(({ name }) => name).join(", ")}
                   e2e:recorded is one of them when RECORDED_DIR is set
  --minutes N      limit of the command                               (120)
  --run-minutes N  limit of one run of one suite                      (20)
  --help           show this text

Exits with 0 when all tests passed, 1 when a test failed or a limit was reached, 2 for invalid arguments.
`;

export async function testSteady(args: string[], suites: readonly Suite[]): Promise<number> {
  const options = parseArguments(args, suites);
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
  return repeatSuites(options, interrupt.signal);
}

if (import.meta.main) await runMain((args) => testSteady(args, allSuites), { help });
