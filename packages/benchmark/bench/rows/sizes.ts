import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { measureBundle } from "@org/packaging/budgets/bundle.ts";
import type { Bench, Row } from "../row.ts";
import { clients, type Name } from "../contestants.ts";
import { interleaved, type Line } from "../measurement.ts";
import { programs } from "../programs.ts";

/** What somebody installs. */
const roots: Partial<Record<Name, readonly string[]>> = {
  "ours-function": ["@org/sdk"],
  "ours-class": ["@org/sdk"],
  "openapi-fetch": ["openapi-fetch", "eventsource-parser"],
  openai: ["openai"],
  "openrouter-function": ["@openrouter/sdk"],
  "openrouter-class": ["@openrouter/sdk"],
  "ai-sdk": ["ai", "@openrouter/ai-sdk-provider"],
};

export const bundles: Row = async ({ folder }) => {
  const program = await programs(folder);
  const samples = await interleaved(clients.slice(1), 1, (name) => measureBundle("esbuild", program(name)));
  const title = "bundle of a streamed call, esbuild, minified and compressed";
  return [{ title, unit: "bytes", isRatio: false, goal: 9_000, classGoal: 9_500, samples }];
};

export async function installed({ folder }: Bench): Promise<readonly Line[]> {
  const closures = new Map<Name, readonly string[]>();
  for (const [name, packages] of Object.entries(roots)) closures.set(name as Name, await closure(folder, packages));
  const weigh = async (name: Name): Promise<number> => {
    const sizes = await Promise.all((closures.get(name) ?? []).map(weight));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return [
    {
      title: "installed, unpacked, all dependencies",
      unit: "bytes",
      isRatio: false,
      goal: 607_000,
      samples: await interleaved(clients.slice(1), 1, weigh),
    },
    {
      title: "packages installed",
      unit: "packages",
      isRatio: false,
      goal: 6,
      samples: await interleaved(clients.slice(1), 1, (name) => Promise.resolve(closures.get(name)?.length)),
    },
  ];
}

/** The folders of packages and of all that they depend on. */
async function closure(folder: string, packages: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const left = packages.map((name) => [name, folder] as const);
  for (let next = left.shift(); next; next = left.shift()) {
    const place = await find(...next);
    if (place === undefined || found.has(place)) continue;
    found.add(place);
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = await manifest(place);
    const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
    left.push(...[...Object.keys(dependencies), ...peers].map((name) => [name, place] as const));
  }
  return [...found];
}

async function find(name: string, from: string): Promise<string | undefined> {
  const paths = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  for (const place of paths.map((path) => join(path, name))) {
    if (await stat(join(place, "package.json")).catch(() => undefined)) return place;
  }
  return undefined;
}

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

async function manifest(place: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(place, "package.json"), "utf8")) as Manifest;
}

/** Bytes of a package's files; those in a node_modules of its own are other packages. */
async function weight(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !dirname(file).slice(place.length).includes("node_modules"));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((total, size) => total + size, 0);
}
