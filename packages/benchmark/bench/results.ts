import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, platform } from "node:os";
import { join } from "node:path";
import type { Measurement } from "./measurement.ts";

/** The measurements of a run, with its date, machine and versions. */
export interface Results {
  readonly date: string;
  readonly machine: string;
  /** The versions of the measured packages. */
  readonly versions: Readonly<Record<string, string>>;
  readonly measurements: readonly Measurement[];
}

/** Returns everything about a run except its measurements. */
export async function describeRun(folder: string): Promise<Omit<Results, "measurements">> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Pick<Manifest, "dependencies">;
  const measured = ["@org/sdk", ...Object.keys(manifest.dependencies)];
  const versions = await Promise.all(measured.map(async (name) => [name, await readVersion(folder, name)] as const));
  const [cpu] = cpus();
  const model = cpu?.model.trim() || arch();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} × ${model}, ${platform()}, Node ${process.versions.node}`,
    versions: Object.fromEntries(versions),
  };
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

async function readVersion(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as Manifest).version;
}
