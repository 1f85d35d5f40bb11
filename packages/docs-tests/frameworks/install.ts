import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { installLocked } from "@org/packaging/packed/install-locked.ts";
import { installPacked } from "@org/packaging/packed/install-packed.ts";

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
  await installLocked(here);
  const folder = join(here, ".projects", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await installPacked(folder);
  return folder;
}
