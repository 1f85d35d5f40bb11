import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench } from "../measure.ts";
import { clientsWithOwnImports } from "../clients.ts";
import { createCompletion } from "../fixtures.ts";
import { measureInTurns, multiples, type Measurement } from "../measurement.ts";

const run = promisify(execFile);
const rounds = 7;
const table = "Start, CPU time";
const goals = { "ours-function": 1.25, "ours-class": 1.25 };

/** Measures the CPU time of a process that imports a client. The baseline imports nothing. */
export async function measureImport(bench: Bench): Promise<readonly Measurement[]> {
  return [
    {
      table,
      title: "cold import",
      summary: "import",
      unit: "µs",
      comparison: multiples,
      isCharted: true,
      goals,
      samples: await measureInTurns(clientsWithOwnImports, rounds, (name) => runColdStart(bench, [name])),
    },
  ];
}

/** Measures the CPU time of a process that imports a client and makes a call. */
export async function measureFirstCall(bench: Bench): Promise<readonly Measurement[]> {
  const args = [`${bench.server}/completion`, createCompletion().text];
  return [
    {
      table,
      title: "import and first call",
      unit: "µs",
      comparison: multiples,
      goals,
      samples: await measureInTurns(clientsWithOwnImports, rounds, (name) => runColdStart(bench, [name, ...args])),
    },
  ];
}

async function runColdStart({ folder }: Bench, args: readonly string[]): Promise<number> {
  const { stdout } = await run(process.execPath, [join(folder, "dist/cold-start.mjs"), ...args]);
  return Number(stdout);
}
