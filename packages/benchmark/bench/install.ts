import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installPacked } from "@org/packaging/packed/install-packed.ts";

const run = promisify(execFile);
const folder = fileURLToPath(new URL(".", import.meta.url));
const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];

/**
 * Installs the other clients from the lockfile and our packages as they are published, and compiles the programs
 * that are measured.
 *
 * @returns the folder with the installed packages
 */
export async function install(): Promise<string> {
  await run("npm", ["ci", ...quiet], { cwd: folder });
  const packed = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    await installPacked(packed);
    // Our packages resolve openapi-fetch from the lockfile, which has the version that they need.
    const ours = join(folder, "node_modules/@org");
    await rm(ours, { recursive: true, force: true });
    await cp(join(packed, "node_modules/@org"), ours, { recursive: true });
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
  await rm(join(folder, "dist"), { recursive: true, force: true });
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  await run(process.execPath, [tsc, "-p", folder]).catch((error: { stdout: string }) => {
    throw new Error(`The measured programs do not compile:\n${error.stdout}`);
  });
  return folder;
}
