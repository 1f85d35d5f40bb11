import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Installs the packages of a folder's package-lock.json into the folder with npm, unless they are up to date. */
export async function installLocked(folder: string): Promise<void> {
  // npm writes the hidden lockfile last.
  const [installed, locked] = await Promise.all(
    ["node_modules/.package-lock.json", "package-lock.json"].map((file) => readModifiedTime(join(folder, file))),
  );
  if (installed !== undefined && locked !== undefined && installed > locked) return;
  await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
}

async function readModifiedTime(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
}
