import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { measureBundle } from "@org/packaging/budgets/bundle.ts";
import type { Bench, Measure } from "../measure.ts";
import { clientsWithOwnPrograms, type ClientName } from "../clients.ts";
import { measureInTurns, type Measurement } from "../measurement.ts";
import { copyPrograms } from "../programs.ts";

const table = "Size";
/** All except the baseline, which has no packages. */
const compared = clientsWithOwnPrograms.filter((name) => name !== "fetch-cancelable");

/** The packages that a user of each client installs. */
const roots: Partial<Record<ClientName, readonly string[]>> = {
  "ours-function": ["@org/sdk"],
  "ours-class": ["@org/sdk"],
  "openapi-fetch": ["openapi-fetch", "eventsource-parser"],
  openai: ["openai"],
  "openrouter-function": ["@openrouter/sdk"],
  "openrouter-class": ["@openrouter/sdk"],
  "ai-sdk": ["ai", "@openrouter/ai-sdk-provider"],
};

/** Measures the bundle of a program that makes one streamed call. */
export const measureBundles: Measure = async ({ folder }) => {
  const getProgram = await copyPrograms(folder);
  const samples = await measureInTurns(compared, 1, (name) => measureBundle("esbuild", getProgram(name)));
  const goals = { "ours-function": 9_000, "ours-class": 9_500 };
  return [{ table, title: "bundle of a streamed call", summary: "bundle", unit: "bytes", goals, samples }];
};

/** Measures the bytes and the number of packages that an installation adds. */
export async function measureInstall({ folder }: Bench): Promise<readonly Measurement[]> {
  const packageFolders = new Map<ClientName, readonly string[]>();
  for (const [name, packages] of Object.entries(roots)) {
    packageFolders.set(name as ClientName, await findDependencies(folder, packages));
  }
  const measureBytes = async (name: ClientName): Promise<number> => {
    const sizes = await Promise.all((packageFolders.get(name) ?? []).map(measurePackage));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return [
    {
      table,
      title: "installed with all dependencies",
      unit: "bytes",
      goals: { "ours-function": 607_000 },
      samples: await measureInTurns(compared, 1, measureBytes),
    },
    {
      table,
      title: "installed",
      unit: "packages",
      goals: { "ours-function": 6 },
      samples: await measureInTurns(compared, 1, (name) => Promise.resolve(packageFolders.get(name)?.length ?? 0)),
    },
  ];
}

/** Returns the folders of packages and of all their dependencies. */
async function findDependencies(folder: string, packages: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const queue = packages.map((name) => [name, folder] as const);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const packageFolder = await findPackage(...next);
    if (packageFolder === undefined || found.has(packageFolder)) continue;
    found.add(packageFolder);
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = await readManifest(packageFolder);
    const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
    queue.push(...[...Object.keys(dependencies), ...peers].map((name) => [name, packageFolder] as const));
  }
  return [...found];
}

async function findPackage(name: string, importer: string): Promise<string | undefined> {
  const paths = createRequire(join(importer, "package.json")).resolve.paths(name) ?? [];
  for (const folder of paths.map((path) => join(path, name))) {
    if (await stat(join(folder, "package.json")).catch(() => undefined)) return folder;
  }
  return undefined;
}

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Returns the bytes of a package's files, without nested node_modules, which contain other packages. */
async function measurePackage(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !dirname(file).slice(folder.length).includes("node_modules"));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((total, size) => total + size, 0);
}
