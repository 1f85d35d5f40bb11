import { execFile } from "node:child_process";
import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const packages = ["types", "client", "sdk"].map((name) => fileURLToPath(new URL(`../../${name}`, import.meta.url)));
const consumer = fileURLToPath(new URL("consumer", import.meta.url));

/**
 * Packs the three packages as they are published.
 *
 * @param folder where the tarballs are written
 * @returns the paths of the tarballs
 */
export async function pack(folder: string): Promise<string[]> {
  // pnpm instead of npm: it replaces the version ranges of the workspace, and adds the license.
  for (const cwd of packages) await run("pnpm", ["pack", "--pack-destination", folder], { cwd });
  return (await readdir(folder)).filter((file) => file.endsWith(".tgz")).map((file) => join(folder, file));
}

/** Copies the programs in consumer/ into an empty folder, and installs the three packed packages there with npm. */
export async function installPacked(folder: string): Promise<void> {
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  const files = await pack(tarballs);
  await cp(consumer, folder, { recursive: true });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, "--prefer-offline", ...files], { cwd: folder });
}

/**
 * Runs a program in consumer/ with a Node binary.
 *
 * @returns what the program printed
 */
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
