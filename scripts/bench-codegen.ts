import { readdir, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { generate } from "./codegen/generate.ts";
import { write } from "./codegen/output.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { createTempDir } from "./lib/temp-dir.ts";

/** Ours may take this much of what openapi-typescript takes alone. */
const ceiling = 1.5;

const documents: readonly [file: string, rounds: number][] = [
  [join(import.meta.dirname, "node_modules/@readme/oas-examples/3.1/json/train-travel.json"), 60],
  [join(repositoryRoot, "spec/openapi.yaml"), 30],
  [join(import.meta.dirname, "node_modules/@octokit/openapi/generated/api.github.com.json"), 5],
];

type Run = (file: string, folder: string) => Promise<unknown>;

/** What the command of openapi-typescript does. */
const alone: Run = async (file, folder) => {
  const text = astToString(await openapiTS(pathToFileURL(file), { silent: true }));
  await writeFile(join(folder, "openapi.ts"), text);
};

/** What our command does: types and client. */
const ours: Run = async (file, folder) => write(await generate(file, folder));

/** CPU time of a run into an empty folder: what else the machine does does not count. */
async function milliseconds(run: Run, file: string): Promise<number> {
  await using folder = await createTempDir();
  const start = process.cpuUsage();
  await run(file, folder.path);
  const { user, system } = process.cpuUsage(start);
  if ((await readdir(folder.path)).length === 0) throw new Error(`Nothing was made of ${file}`);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const rows: Record<string, Record<string, string | number>> = {};
for (const [file, rounds] of documents) {
  const times = { alone: [] as number[], ours: [] as number[] };
  // The first fifth warms both up; taking turns spreads what else the machine does over both.
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    const pair = [await milliseconds(alone, file), await milliseconds(ours, file)] as const;
    if (round < 0) continue;
    times.alone.push(pair[0]);
    times.ours.push(pair[1]);
  }
  const ratio = median(times.ours.map((time, round) => time / (times.alone[round] ?? Number.NaN)));
  rows[basename(file)] = {
    "size (kB)": Math.round((await stat(file)).size / 1000),
    "openapi-typescript (ms)": Math.round(median(times.alone)),
    "whole run (ms)": Math.round(median(times.ours)),
    ratio: ratio.toFixed(2),
  };
  if (ratio >= ceiling) process.exitCode = 1;
}
console.table(rows);
if (process.exitCode === 1) console.error(`A ratio is not below ${ceiling}.`);
