import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Mutates the source of the SDK and runs its unit tests on each mutant. Fails when fewer than 85 % are killed.
// String literals are not mutated. `node packages/fuzz/mutation/run.ts src/retry/retry-after.ts` mutates one file.
const here = fileURLToPath(new URL(".", import.meta.url));
const sdk = fileURLToPath(new URL("../../sdk", import.meta.url));

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

// Without peer dependencies: the vitest that runs the tests must be the one that they import.
run("npm", ["ci", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"], here);
const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`;
const files = process.argv.slice(2);
const mutate = files.length > 0 ? ["--mutate", files.join(",")] : [];
run(process.execPath, [stryker, "run", `${here}stryker.config.json`, ...mutate], sdk);
