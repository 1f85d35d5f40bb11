import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { installPacked } from "../packed/install-packed.ts";
import { checkProgram, programs } from "../packed/programs.ts";
import { checkRuntime } from "./check-runtime.ts";
import { installed, installRuntimes } from "./node-modules.ts";
import { checkInstallers } from "./package-managers.ts";
import { runtimes } from "./runtimes.ts";

// run.ts [NAME…]: the scenario on these runtimes, or on all, with the packages as they are published; the programs of
// packed/consumer/ on every Node; and, with no names, the packages as npm, pnpm and bun install them. A runtime that
// can't be installed or started is a failure.
const run = promisify(execFile);
const scenario = fileURLToPath(new URL("scenario", import.meta.url));
/** How many the scenario has, so that one cut short is seen. */
const casesPlayed = 26;

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in runtimes));
  if (unknown.length > 0)
    throw new Error(`No runtime ${unknown.join(", ")}; there are ${Object.keys(runtimes).join(", ")}`);
  await installRuntimes();
  const folder = await mkdtemp(join(tmpdir(), "runtimes-"));
  try {
    await installPacked(folder);
    await cp(scenario, join(folder, "scenario"), { recursive: true });
    // The optional peer of @org/sdk/node.js.
    await cp(installed("undici"), join(folder, "node_modules/undici"), { recursive: true });
    for (const name of names) {
      if (!(await report(name, folder))) process.exitCode = 1;
    }
    await runConsumerPrograms(
      folder,
      names.filter((name) => /^node\d+$/.test(name)),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function report(name: string, folder: string): Promise<boolean> {
  const runtime = runtimes[name];
  if (!runtime) throw new Error(`No runtime ${name}`);
  try {
    const outcomes = await checkRuntime(runtime, folder);
    const failed = outcomes.filter(({ ok }) => !ok);
    const isWhole = outcomes.length >= casesPlayed;
    console.log(`${failed.length === 0 && isWhole ? "ok  " : "FAIL"} ${name}: ${outcomes.length} checks`);
    for (const { name: title, ok, detail } of outcomes) console.log(`     ${ok ? "ok  " : "FAIL"} ${title}: ${detail}`);
    return failed.length === 0 && isWhole;
  } catch (error) {
    console.log(`FAIL ${name}: ${String(error)}`);
    return false;
  }
}

async function runConsumerPrograms(folder: string, nodes: readonly string[]): Promise<void> {
  await using mock = await startMockServer();
  for (const name of nodes) {
    const node = installed(`${name}/bin/node`);
    const { stdout: version } = await run(node, ["--version"]);
    for (const program of programs) await checkProgram(node, folder, program, mock.url);
    console.log(`ok   Node ${version.trim()}: ${programs.map(([program]) => program).join(", ")}`);
  }
}

const given = process.argv.slice(2);
await main(given.length > 0 ? given : Object.keys(runtimes));
if (given.length === 0 && !(await checkInstallers())) process.exitCode = 1;
