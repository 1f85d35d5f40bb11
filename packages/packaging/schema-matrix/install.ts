import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));

/** Installs the libraries in package.json into this folder, unless they are up to date. */
export async function install(): Promise<void> {
  // npm writes the hidden lockfile last.
  const [installed, locked] = await Promise.all(
    ["node_modules/.package-lock.json", "package-lock.json"].map(readModifiedTime),
  );
  if (installed !== undefined && locked !== undefined && installed > locked) return;
  await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
}

async function readModifiedTime(file: string): Promise<number | undefined> {
  try {
    return (await stat(here + file)).mtimeMs;
  } catch {
    return undefined;
  }
}
