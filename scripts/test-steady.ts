import { runMain } from "./lib/cli.ts";
import { parseArguments } from "./steady/arguments.ts";
import { repeatSuites } from "./steady/repeat-suites.ts";
import { allSuites, type Suite } from "./steady/suites.ts";

const help = `Finds tests that are red by chance: runs the suites several times, their files in another order each time, while
twice as many busy processes as there are cores compete with them.

  pnpm test:steady [FILTER…] [--runs N] [--seed N] [--suite NAME]… [--minutes N] [--run-minutes N]

  FILTER           only test files with this in their path; suites without such a file are skipped
  --runs N         how many times                                     (5)
  --seed N         of the first run's order; each next run adds one   (random)
  --suite NAME     only ${allSuites.map(({ name }) => name).join(", ")}
                   e2e:recorded is one of them when RECORDED_DIR is set
  --minutes N      limit for everything                               (120)
  --run-minutes N  limit for one run of one suite                     (20)
  --help           this text

It exits with 0 when all was green, with 1 when a test was ever red or a limit stopped it, with 2 for wrong arguments.
`;

export async function testSteady(args: string[], suites: readonly Suite[]): Promise<number> {
  const options = parseArguments(args, suites);
  if (options === "help") {
    process.stdout.write(help);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
  return repeatSuites(options, interrupt.signal);
}

if (import.meta.main) await runMain((args) => testSteady(args, allSuites));
