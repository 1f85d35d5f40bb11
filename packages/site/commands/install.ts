import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPacked } from "../../packaging/packed/install-packed.ts";

const run = promisify(execFile);
export const folder: string = join(import.meta.dirname, "..");
const modules = join(folder, "node_modules");

/** Installs the dependencies if the lockfile has changed, and the packed packages each time. */
export async function install(): Promise<void> {
  const lockfile = await readFile(join(folder, "package-lock.json"), "utf8");
  // npm's record of the installation differs from the lockfile, so keep a copy.
  const record = join(modules, ".installed-lock.json");
  if ((await readFile(record, "utf8").catch(() => "")) !== lockfile) {
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
    await run("npm", ["ci", ...quiet], { cwd: folder });
    await writeFile(record, lockfile);
  }
  const packed = await mkdtemp(join(tmpdir(), "site-"));
  try {
    await installPacked(packed);
    await rm(join(modules, "@org"), { recursive: true, force: true });
    // Includes their dependencies. `npm ci` removes all of it again.
    await cp(join(packed, "node_modules"), modules, { recursive: true, filter: (path) => !path.includes("/.") });
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}
