import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench } from "../row.ts";
import { names } from "../contestants.ts";
import { answer } from "../fixtures.ts";
import { interleaved, type Line } from "../measurement.ts";

const run = promisify(execFile);
const rounds = 7;

/** What a program pays before it has done anything. The limit's adapter imports nothing: an empty process. */
export async function coldImport(bench: Bench): Promise<readonly Line[]> {
  return [
    {
      title: "cold import, CPU",
      unit: "µs",
      isRatio: true,
      isCharted: true,
      goal: 1.25,
      samples: await interleaved(names, rounds, (name) => cold(bench, [name])),
    },
  ];
}

export async function firstCall(bench: Bench): Promise<readonly Line[]> {
  const args = [`${bench.server}/completion`, answer().text];
  return [
    {
      title: "import and first call, CPU",
      unit: "µs",
      isRatio: true,
      goal: 1.25,
      samples: await interleaved(names, rounds, (name) => cold(bench, [name, ...args])),
    },
  ];
}

async function cold({ folder }: Bench, args: readonly string[]): Promise<number> {
  const { stdout } = await run(process.execPath, [join(folder, "dist/cold-start.mjs"), ...args]);
  return Number(stdout);
}
