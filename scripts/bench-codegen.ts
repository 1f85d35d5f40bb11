import { readdir, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { generate } from "./codegen/generate.ts";
import { write } from "./codegen/output.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { createTempDir } from "./lib/temp-dir.ts";

/** The maximum ratio to the time that openapi-typescript takes alone. */
const maxRatio = 1.5;

const documents: readonly [file: string, rounds: number][] = [
  [join(import.meta.dirname, "node_modules/@readme/oas-examples/3.1/json/train-travel.json"), 60],
  [join(repositoryRoot, "spec/openapi.yaml"), 30],
  [join(import.meta.dirname, "node_modules/@octokit/openapi/generated/api.github.com.json"), 5],
];

type Run = (file: string, folder: string) => Promise<unknown>;

/** The same work as the command of openapi-typescript. */
const baseline: Run = async (file, folder) => {
  const text = astToString(await openapiTS(pathToFileURL(file), { silent: true }));
  await writeFile(join(folder, "openapi.ts"), text);
};

/** The same work as `generate.ts`: types and client. */
const generator: Run = async (file, folder) => write(await generate(file, folder));

/** Measures the CPU time of a run into an empty folder, in ms; other load on the machine does not count. */
async function measure(run: Run, file: string): Promise<number> {
  await using folder = await createTempDir();
  const start = process.cpuUsage();
  await run(file, folder.path);
  const { user, system } = process.cpuUsage(start);
  if ((await readdir(folder.path)).length === 0) throw new Error(`${file} generated no files`);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const rows: Record<string, Record<string, string | number>> = {};
for (const [file, rounds] of documents) {
  const times = { baseline: [] as number[], generator: [] as number[] };
  // The first fifth of the rounds is warm-up. Alternating spreads the load of the machine over both.
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    const pair = [await measure(baseline, file), await measure(generator, file)] as const;
    if (round < 0) continue;
    times.baseline.push(pair[0]);
    times.generator.push(pair[1]);
  }
  const ratio = median(times.generator.map((time, round) => time / (times.baseline[round] ?? Number.NaN)));
  rows[basename(file)] = {
    "size (kB)": Math.round((await stat(file)).size / 1000),
    "openapi-typescript (ms)": Math.round(median(times.baseline)),
    "whole run (ms)": Math.round(median(times.generator)),
    ratio: ratio.toFixed(2),
  };
  if (ratio >= maxRatio) process.exitCode = 1;
}
console.table(rows);
if (process.exitCode === 1) console.error(`Every ratio must be below ${maxRatio}.`);
