import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPacked } from "../../e2e/packed/install-packed.ts";

const run = promisify(execFile);
export const folder: string = join(import.meta.dirname, "..");
const modules = join(folder, "node_modules");

/** The generator by the lockfile, if that has changed; ours as they are published, each time. */
export async function install(): Promise<void> {
  const lockfile = await readFile(join(folder, "package-lock.json"), "utf8");
  // npm's own record of what it installed has other fields than the lockfile, so we keep a copy.
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
    // With what they need themselves. `npm ci` takes all of it away again.
    await cp(join(packed, "node_modules"), modules, { recursive: true, filter: (path) => !path.includes("/.") });
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}
