import { execFile } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPacked } from "@org/packaging/packed/install-packed.ts";

const run = promisify(execFile);
const here = import.meta.dirname;

/** Resolves a path in the node_modules of this folder. */
export function resolveInstalled(path: string): string {
  return join(here, "node_modules", path);
}

/**
 * Installs the frameworks of the lockfile, unless they are up to date, and the packed packages in a folder below them.
 *
 * @param name the name of the folder, which is emptied
 * @returns the path of the folder
 */
export async function createProject(name: string): Promise<string> {
  await installFrameworks();
  const folder = join(here, ".projects", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await installPacked(folder);
  return folder;
}

async function installFrameworks(): Promise<void> {
  // npm writes the hidden lockfile last.
  const [installed, locked] = await Promise.all(
    ["node_modules/.package-lock.json", "package-lock.json"].map(readModifiedTime),
  );
  if (installed !== undefined && locked !== undefined && installed > locked) return;
  await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
}

async function readModifiedTime(file: string): Promise<number | undefined> {
  try {
    return (await stat(join(here, file))).mtimeMs;
  } catch {
    return undefined;
  }
}
