import { fork } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { readFailures, type Failure, type VitestReport } from "./read-report.ts";
import type { Suite } from "./suites.ts";
import type { Exit } from "./supervise.ts";

export interface SuiteRun {
  /** The number of test files that ran; 0 if no file matches the filters. */
  readonly fileCount: number;
  readonly testCount: number;
  readonly failures: readonly Failure[];
  /** The path of the output of vitest. */
  readonly log: string;
}

export interface RunSuiteOptions {
  readonly seed: number;
  readonly filters: readonly string[];
  /** The path of the output and the report of the run, without extension. */
  readonly file: string;
  /** Ends the run and all of its processes. */
  readonly signal: AbortSignal;
}

const vitest = join(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");

/** Runs vitest once, with its files in the order of the seed. */
export async function runSuite(suite: Suite, options: RunSuiteOptions): Promise<SuiteRun> {
  const log = `${options.file}.log`;
  const reportFile = `${options.file}.json`;
  const order = ["--sequence.shuffle.files", `--sequence.seed=${options.seed}`];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const args = ["run", ...suite.args, ...order, ...reporters, "--passWithNoTests", ...options.filters];
  const exit = await supervise([vitest, ...args], { cwd: suite.folder, log, signal: options.signal });
  const report = await readJSON(reportFile);
  const output = await readFile(log, "utf8");
  return {
    fileCount: report?.testResults.length ?? 0,
    testCount: report?.numTotalTests ?? 0,
    failures: readFailures({ folder: suite.folder, report, exit, output, timedOut: options.signal.aborted }),
    log,
  };
}

/** Runs `node …args`; returns how it ended, or undefined if it was killed with all of its processes. */
async function supervise(
  args: readonly string[],
  { cwd, log, signal }: { cwd: string; log: string; signal: AbortSignal },
): Promise<Exit | undefined> {
  await using file = await open(log, "w");
  const supervisor = fork(join(import.meta.dirname, "supervise.ts"), args, {
    cwd,
    detached: true,
    stdio: ["ignore", file.fd, file.fd, "ipc"],
  });
  let exit: Exit | undefined;
  supervisor.once("message", (message) => {
    exit = message as Exit;
  });
  const end = (): void => {
    if (supervisor.connected) supervisor.disconnect();
  };
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    await once(supervisor, "exit");
  } finally {
    signal.removeEventListener("abort", end);
  }
  return exit;
}

/** Undefined for a file that is missing or incomplete: vitest was stopped before it had written all of it. */
async function readJSON(path: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}
