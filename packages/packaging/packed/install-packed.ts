import { execFile } from "node:child_process";
import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const packages = ["types", "client", "sdk"].map((name) => fileURLToPath(new URL(`../../${name}`, import.meta.url)));
const consumer = fileURLToPath(new URL("consumer", import.meta.url));

/** Packs the three packages as they are published, into this folder; gives the tarballs. */
export async function pack(folder: string): Promise<string[]> {
  // pnpm and not npm: it replaces the workspace's version ranges, and adds the license.
  for (const cwd of packages) await run("pnpm", ["pack", "--pack-destination", folder], { cwd });
  return (await readdir(folder)).filter((file) => file.endsWith(".tgz")).map((file) => join(folder, file));
}

/** Installs the three packages, packed, with plain npm beside the programs of consumer/, in this folder, which must be empty. */
export async function installPacked(folder: string): Promise<void> {
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  const files = await pack(tarballs);
  await cp(consumer, folder, { recursive: true });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, "--prefer-offline", ...files], { cwd: folder });
}

/** Runs one of the programs with this Node, and gives what it printed. */
export async function runProgram(
  node: string,
  folder: string,
  program: string,
  env: Record<string, string>,
): Promise<string> {
  const { stdout } = await run(node, ["--disable-warning=ExperimentalWarning", join(folder, program)], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  return stdout;
}
