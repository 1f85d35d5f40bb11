import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench } from "../measure.ts";
import { names } from "../clients.ts";
import { createCompletion } from "../fixtures.ts";
import { measureInTurns, type Measurement } from "../measurement.ts";

const run = promisify(execFile);
const rounds = 7;

/** Measures the CPU time of a process that imports a client. The baseline imports nothing. */
export async function measureImport(bench: Bench): Promise<readonly Measurement[]> {
  return [
    {
      title: "cold import, CPU",
      unit: "µs",
      isRatio: true,
      isCharted: true,
      goal: 1.25,
      samples: await measureInTurns(names, rounds, (name) => runColdStart(bench, [name])),
    },
  ];
}

/** Measures the CPU time of a process that imports a client and makes a call. */
export async function measureFirstCall(bench: Bench): Promise<readonly Measurement[]> {
  const args = [`${bench.server}/completion`, createCompletion().text];
  return [
    {
      title: "import and first call, CPU",
      unit: "µs",
      isRatio: true,
      goal: 1.25,
      samples: await measureInTurns(names, rounds, (name) => runColdStart(bench, [name, ...args])),
    },
  ];
}

async function runColdStart({ folder }: Bench, args: readonly string[]): Promise<number> {
  const { stdout } = await run(process.execPath, [join(folder, "dist/cold-start.mjs"), ...args]);
  return Number(stdout);
}
