import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPacked, pack } from "../../packaging/packed/install-packed.ts";

const run = promisify(execFile);
export const folder: string = join(import.meta.dirname, "..");
const modules = join(folder, "node_modules");

/** Installs the dependencies if the lockfile has changed, and the packed packages if they have. */
export async function install(): Promise<void> {
  const lockfile = await readFile(join(folder, "package-lock.json"), "utf8");
  // npm's record of the installation differs from the lockfile, so keep a copy.
  await ifChanged(".installed-lock.json", lockfile, async () => {
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
    await run("npm", ["ci", ...quiet], { cwd: folder });
  });
  const temporary = await mkdtemp(join(tmpdir(), "site-"));
  try {
    // A second `pnpm site` must not replace the packages that the first one serves.
    await ifChanged(".installed-packages", await hashPackages(temporary), async () => {
      await installPackages(temporary);
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Runs an installation, unless the file in node_modules has the given text, which is written after it. */
async function ifChanged(name: string, text: string, update: () => Promise<void>): Promise<void> {
  const record = join(modules, name);
  if ((await readFile(record, "utf8").catch(() => "")) === text) return;
  await update();
  await writeFile(record, text);
}

/** Returns a hash of the packages in their published form. */
async function hashPackages(temporary: string): Promise<string> {
  const files = await pack(join(temporary, "hashed"));
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(await readFile(file));
  return hash.digest("hex");
}

async function installPackages(temporary: string): Promise<void> {
  const packed = join(temporary, "installed");
  await mkdir(packed);
  await installPacked(packed);
  await rm(join(modules, "@org"), { recursive: true, force: true });
  // Includes their dependencies. `npm ci` removes all of it again.
  await cp(join(packed, "node_modules"), modules, { recursive: true, filter: (path) => !path.includes("/.") });
}
