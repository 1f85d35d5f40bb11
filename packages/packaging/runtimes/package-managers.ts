import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { importEntries } from "../packed/entries.ts";
import { pack } from "../packed/install-packed.ts";
import { checkProgram, programs } from "../packed/programs.ts";
import { resolveInstalled } from "./node-modules.ts";

const run = promisify(execFile);
const consumer = fileURLToPath(new URL("../packed/consumer", import.meta.url));

/** The optional peer dependencies of the SDK. */
const optionalPeers = ["undici", "@opentelemetry/api"];

/** The install command of each package manager. */
const packageManagers: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  npm: ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
  pnpm: ["pnpm", "install", "--no-frozen-lockfile", "--config.verify-deps-before-run=false"],
  bun: [resolveInstalled("@oven/bun-linux-x64/bin/bun"), "install"],
};

/**
 * Installs the packed packages into an empty folder with each package manager. Imports and requires every entry there,
 * and runs every program in packed/consumer/.
 *
 * @returns whether all succeeded
 */
export async function checkPackageManagers(): Promise<boolean> {
  const tarballs = await mkdtemp(join(tmpdir(), "tarballs-"));
  await using mock = await startMockServer();
  let hasSucceeded = true;
  try {
    const files = await pack(tarballs);
    for (const [name, command] of Object.entries(packageManagers)) {
      const folder = await mkdtemp(join(tmpdir(), `installed-by-${name}-`));
      try {
        await install(command, folder, files);
        const entries = Object.keys(await importEntries(process.execPath, folder));
        for (const program of programs) await checkProgram(process.execPath, folder, program, mock.url);
        console.log(`ok   installed by ${name}: ${entries.length} entries, ${programs.length} programs`);
      } catch (error) {
        hasSucceeded = false;
        console.log(`FAIL installed by ${name}: ${String(error)}`);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  } finally {
    await rm(tarballs, { recursive: true, force: true });
  }
  return hasSucceeded;
}

async function install([command, ...args]: readonly string[], folder: string, files: readonly string[]): Promise<void> {
  await cp(consumer, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as object;
  const packed = Object.fromEntries(files.map((file) => [parsePackageName(file), `file:${file}`]));
  // The packages depend on each other by a version that is not published yet.
  const peers = await Promise.all(optionalPeers.map(async (name) => [name, await readVersion(name)]));
  const dependencies = { ...packed, ...(Object.fromEntries(peers) as Record<string, string>) };
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ ...manifest, dependencies, overrides: packed, packageManager: undefined }),
  );
  const overrides = Object.entries(packed).map(([name, specifier]) => `  "${name}": "${specifier}"\n`);
  await writeFile(join(folder, "pnpm-workspace.yaml"), `overrides:\n${overrides.join("")}`);
  await mkdir(join(folder, "cache"));
  const env = { ...process.env, BUN_INSTALL_CACHE_DIR: join(folder, "cache") };
  await run(command ?? "", args, { cwd: folder, env });
}

async function readVersion(name: string): Promise<string> {
  const manifest = await readFile(resolveInstalled(`${name}/package.json`), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Returns `@org/sdk` for `org-sdk-1.2.3.tgz`. */
function parsePackageName(file: string): string {
  const [, name] = /org-([a-z]+)-[^/]*\.tgz$/.exec(file) ?? [];
  if (name === undefined) throw new Error(`${file} is not a tarball of our packages`);
  return `@org/${name}`;
}
