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
import { resolveInstalled, installRuntimes } from "./node-modules.ts";
import { checkPackageManagers } from "./package-managers.ts";
import { runtimes } from "./runtimes.ts";

// run.ts [NAME…]: runs the scenario on these runtimes, or on all, with the packages as they are published; then the
// programs in packed/consumer/ on every Node. Without names, it also installs the packages with npm, pnpm and bun.
// A runtime that cannot be installed or started is a failure.
const run = promisify(execFile);
const scenario = fileURLToPath(new URL("scenario", import.meta.url));
/** The number of cases in the scenario, so that missing outcomes are a failure. */
const caseCount = 26;

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in runtimes));
  if (unknown.length > 0)
    throw new Error(`Unknown runtime ${unknown.join(", ")}. Expected: ${Object.keys(runtimes).join(", ")}`);
  await installRuntimes();
  const folder = await mkdtemp(join(tmpdir(), "runtimes-"));
  try {
    await installPacked(folder);
    await cp(scenario, join(folder, "scenario"), { recursive: true });
    // The optional peer dependency of @org/sdk/node.js.
    await cp(resolveInstalled("undici"), join(folder, "node_modules/undici"), { recursive: true });
    for (const name of names) {
      if (!(await reportRuntime(name, folder))) process.exitCode = 1;
    }
    await runConsumerPrograms(
      folder,
      names.filter((name) => /^node\d+$/.test(name)),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function reportRuntime(name: string, folder: string): Promise<boolean> {
  const runtime = runtimes[name];
  if (!runtime) throw new Error(`Unknown runtime ${name}`);
  try {
    const outcomes = await checkRuntime(runtime, folder);
    const failed = outcomes.filter(({ ok }) => !ok);
    const isComplete = outcomes.length >= caseCount;
    console.log(`${failed.length === 0 && isComplete ? "ok  " : "FAIL"} ${name}: ${outcomes.length} checks`);
    for (const { name: title, ok, detail } of outcomes) console.log(`     ${ok ? "ok  " : "FAIL"} ${title}: ${detail}`);
    return failed.length === 0 && isComplete;
  } catch (error) {
    console.log(`FAIL ${name}: ${String(error)}`);
    return false;
  }
}

async function runConsumerPrograms(folder: string, nodes: readonly string[]): Promise<void> {
  await using mock = await startMockServer();
  for (const name of nodes) {
    const node = resolveInstalled(`${name}/bin/node`);
    const { stdout: version } = await run(node, ["--version"]);
    for (const program of programs) await checkProgram(node, folder, program, mock.url);
    console.log(`ok   Node ${version.trim()}: ${programs.map(([program]) => program).join(", ")}`);
  }
}

const selected = process.argv.slice(2);
await main(selected.length > 0 ? selected : Object.keys(runtimes));
if (selected.length === 0 && !(await checkPackageManagers())) process.exitCode = 1;
