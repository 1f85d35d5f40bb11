import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { generatePackages } from "./codegen/generate-packages.ts";
import { write } from "./codegen/output.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { createTempDir } from "./lib/temp-dir.ts";
import { documents, type CorpusDocument } from "./test/documents/documents.ts";

/** The maximum ratio to the time that openapi-typescript takes alone, for the documents that are judged. */
const maxRatio = 1.5;

/** Small documents take milliseconds, of which most is for writing eleven files instead of one. */
const judged = /^spec\/openapi\.yaml$|train-travel|api\.github\.com/;

/** A part of the name of a document; without it, all documents are measured. */
const [filter = ""] = process.argv.slice(2);

const own: CorpusDocument = { name: "spec/openapi.yaml", file: join(repositoryRoot, "spec/openapi.yaml"), warnings: 0 };

/** Returns how often to measure: small documents vary more, and take less time. */
function getRounds(size: number): number {
  return Math.max(5, Math.min(40, Math.round(4_000_000 / size)));
}

type Run = (file: string, folder: string) => Promise<unknown>;

/** The same work as the command of openapi-typescript. */
const baseline: Run = async (file, folder) => {
  const text = astToString(await openapiTS(pathToFileURL(file), { silent: true }));
  await writeFile(join(folder, "openapi.ts"), text);
};

/** The same work as `generate.ts`: types and client. */
const generator: Run = async (file, folder) => write(await generatePackages(file, folder));

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
for (const { name, file, refused, isOnlyReadHere } of [own, ...documents].filter((document) =>
  document.name.includes(filter),
)) {
  const { size } = await stat(file);
  const row: Record<string, string | number> = { "size (kB)": Math.round(size / 1000) };
  rows[name] = row;
  if (refused !== undefined) {
    row["result"] = `refused: ${refused}`;
    continue;
  }
  if (isOnlyReadHere === true) {
    row["result"] = "generated; refused by openapi-typescript";
    continue;
  }
  const rounds = getRounds(size);
  const times = { baseline: [] as number[], generator: [] as number[] };
  // The first fifth of the rounds is warm-up. Alternating spreads the load of the machine over both.
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    const pair = [await measure(baseline, file), await measure(generator, file)] as const;
    if (round < 0) continue;
    times.baseline.push(pair[0]);
    times.generator.push(pair[1]);
  }
  const ratio = median(times.generator.map((time, round) => time / (times.baseline[round] ?? Number.NaN)));
  Object.assign(row, {
    result: "generated",
    "openapi-typescript (ms)": Math.round(median(times.baseline)),
    "whole run (ms)": Math.round(median(times.generator)),
    ratio: ratio.toFixed(2),
  });
  if (ratio >= maxRatio && judged.test(name)) process.exitCode = 1;
}
console.table(rows);
if (process.exitCode === 1) console.error(`The ratio of ${judged.source} must be below ${maxRatio}.`);
