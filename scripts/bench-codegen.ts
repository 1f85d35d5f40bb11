import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { generatePackages } from "./codegen/generate-packages.ts";
import { write } from "./codegen/output.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { createTempDir } from "./lib/temp-dir.ts";
import { documents, type CorpusDocument } from "./test/documents/documents.ts";

/** The maximum ratio to the time that openapi-typescript takes alone. */
const maxRatio = 1.5;

/** A part of the name of a document; without it, all documents are measured. */
const [filter = ""] = process.argv.slice(2);

const own: CorpusDocument = { name: "spec/openapi.yaml", file: join(repositoryRoot, "spec/openapi.yaml"), warnings: 0 };

/** Returns how often to measure: small documents vary more, and take less time. */
function getRounds(size: number): number {
  return Math.max(9, Math.min(60, Math.round(4_000_000 / size)));
}

/** Generates the code of a document, and returns a function that writes it. */
type Run = (file: string, folder: string) => Promise<() => unknown>;

/** The same work as the command of openapi-typescript. */
const baseline: Run = async (file, folder) => {
  const text = astToString(await openapiTS(pathToFileURL(file), { silent: true }));
  return () => writeFile(join(folder, "openapi.ts"), text);
};

/** The same work as `generate.ts`: types and client. */
const generator: Run = async (file, folder) => {
  const output = await generatePackages(file, folder);
  return () => write(output);
};

interface Times {
  /** From the file to the text of the generated files, in ms. */
  readonly generation: number;
  /** With the writing: openapi-typescript writes one file, the generator about a dozen. */
  readonly total: number;
}

/** Measures the CPU time of a run into an empty folder; other load on the machine does not count. */
async function measure(run: Run, file: string): Promise<Times> {
  await using folder = await createTempDir();
  const start = process.cpuUsage();
  const writeFiles = await run(file, folder.path);
  const generation = getTime(start);
  await writeFiles();
  return { generation, total: getTime(start) };
}

function getTime(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function getQuantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** Formats the median and the quartiles: `1.31 (1.25–1.40)`. */
function formatSpread(values: readonly number[]): string {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => getQuantile(values, share).toFixed(2));
  return `${median} (${low}–${high})`;
}

interface Pair {
  readonly baseline: Times;
  readonly generator: Times;
}

async function measurePairs(file: string, rounds: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  // The first rounds are warm-up. Alternating spreads the load of the machine over both.
  for (let round = -Math.min(rounds, 20); round < rounds; round++) {
    const pair = { baseline: await measure(baseline, file), generator: await measure(generator, file) };
    if (round >= 0) pairs.push(pair);
  }
  return pairs;
}

const rows: Record<string, Record<string, string | number>> = {};
const tooSlow: string[] = [];
const selected = [own, ...documents].filter((document) => document.name.includes(filter));
for (const { name, file, refused, isOnlyReadHere } of selected) {
  const { size } = await stat(file);
  const row: Record<string, string | number> = { kB: Math.ceil(size / 1000) };
  rows[name] = row;
  if (refused !== undefined) {
    row["result"] = "refused";
    continue;
  }
  if (isOnlyReadHere === true) {
    row["result"] = "generated; refused by openapi-typescript";
    continue;
  }
  const pairs = await measurePairs(file, getRounds(size));
  const ratios = pairs.map((pair) => pair.generator.generation / pair.baseline.generation);
  Object.assign(row, {
    result: "generated",
    "openapi-typescript (ms)": getQuantile(
      pairs.map((pair) => pair.baseline.generation),
      0.5,
    ).toFixed(1),
    "generator (ms)": getQuantile(
      pairs.map((pair) => pair.generator.generation),
      0.5,
    ).toFixed(1),
    "ratio (quartiles)": formatSpread(ratios),
    "with writing": formatSpread(pairs.map((pair) => pair.generator.total / pair.baseline.total)),
  });
  if (getQuantile(ratios, 0.5) > maxRatio) tooSlow.push(name);
}
console.table(rows);
if (tooSlow.length > 0) {
  console.error(`The ratio must be at most ${maxRatio}; it is higher for ${tooSlow.join(", ")}.`);
  process.exitCode = 1;
}
