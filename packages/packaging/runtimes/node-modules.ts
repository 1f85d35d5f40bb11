import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));

/** Resolves a path in the node_modules of this folder. */
export function resolveInstalled(path: string): string {
  return join(here, "node_modules", path);
}

/**
 * Installs the runtimes of the lockfile.
 *
 * @throws {Error} when one is missing: none is skipped
 */
export async function installRuntimes(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
}
