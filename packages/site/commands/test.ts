import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { buildSite } from "./build.ts";
import { folder } from "./install.ts";

// test.ts [FILTER…]: builds the site, checks its types, and runs the tests against the build.
const require = createRequire(import.meta.url);

/** Returns the path of a program of the workspace, which the site does not install. */
function findProgram(name: string, path: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), path);
}

async function run(...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) process.exit(code ?? 1);
}

await buildSite();
await run(findProgram("typescript", "bin/tsc"), "-p", folder);
await run(findProgram("vitest", "vitest.mjs"), "run", ...process.argv.slice(2));
