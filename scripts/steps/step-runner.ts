import { readFile, rm } from "node:fs/promises";
import { spawnCommand } from "../lib/spawn-command.ts";
import { formatDuration } from "./duration.ts";
import { createTurboOutput, formatTask, turboOutputOptions } from "./turbo-output.ts";
import { findFailedTasks, formatRerun, formatTasks, type TurboSummary } from "./turbo-summary.ts";

/** A step that is one process. Its output is printed as it arrives. */
export interface CommandStep {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** The command for a user to run the step alone. */
  readonly rerun: string;
}

/** A step that is a run of turbo. A line is printed for each task. */
export interface TurboStep {
  /** The arguments of `turbo run`. */
  readonly turbo: readonly string[];
}

export type Step = CommandStep | TurboStep;

export interface StepOptions {
  readonly cwd: string;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Milliseconds since the start. */
  readonly elapsed: () => number;
}

/** How a step ended. */
interface StepResult {
  readonly code: number;
  /** The commands that run what failed. */
  readonly reruns: readonly string[];
  /** What was done, for the last line. */
  readonly summary?: string;
}

/**
 * Runs steps until one fails, and prints a line with the time for each: no control codes, so that logs can be read.
 *
 * @returns the exit code of the failed step, or 0
 */
export async function runSteps(steps: readonly Step[], options: StepOptions): Promise<number> {
  const { print, elapsed } = options;
  let summary: string | undefined;
  for (const step of steps) {
    const result = await ("turbo" in step ? runTurbo(step, options) : runCommand(step, options));
    if (result.code > 128) {
      print(`\nStopped by a signal after ${formatDuration(elapsed())}.`);
      return result.code;
    }
    if (result.code !== 0) {
      print("");
      print(`Failed after ${formatDuration(elapsed())}. The output of each failure is above.`);
      if (result.reruns.length > 0) print("To run only what failed:");
      for (const rerun of result.reruns) print(`  ${rerun}`);
      return result.code;
    }
    summary = result.summary ?? summary;
  }
  print(`All passed in ${formatDuration(elapsed())}${summary === undefined ? "" : `: ${summary}`}.`);
  return 0;
}

async function runCommand(step: CommandStep, options: StepOptions): Promise<StepResult> {
  const [program, ...args] = step.command;
  const code = await spawnCommand(program, args, { cwd: options.cwd });
  printStep(options, code === 0 ? step.name : `${step.name} failed`);
  return { code, reruns: [step.rerun] };
}

async function runTurbo({ turbo }: TurboStep, options: StepOptions): Promise<StepResult> {
  const { cwd, print } = options;
  const printed = new Set<string>();
  const printFailure = (name: string, lines: readonly string[] = []): void => {
    printed.add(name);
    print(`\n── ${name} failed ${"─".repeat(Math.max(0, 70 - name.length))}\n`);
    for (const line of lines) print(line);
  };
  const printFailureEnd = (): void => print(`\n${"─".repeat(81)}\n`);
  const output = createTurboOutput({
    onTask: ({ name, isCached }) => printStep(options, isCached ? `${name} (cached)` : name),
    onFailure: printFailure,
    onFailureLine: print,
    onFailureEnd: printFailureEnd,
    onOther: print,
  });
  // Without --continue, turbo stops the other tasks at the first failure and shows no more failures.
  const args = ["run", ...turbo, "--continue=dependencies-successful", ...turboOutputOptions];
  const code = await spawnCommand("turbo", args, { cwd, onLine: output.read });
  output.end();
  const file = output.summaryFile();
  // A turbo that is stopped by a signal exits with 0.
  if (file === undefined) return { code: code || 1, reruns: [] };
  const summary = JSON.parse(await readFile(file, "utf8")) as TurboSummary;
  await rm(file);
  const failed = findFailedTasks(summary);
  for (const name of failed.map(formatTask)) {
    if (printed.has(name)) continue;
    printFailure(name, output.outputs.get(name));
    printFailureEnd();
  }
  const ended = printed.size > 0 ? code || 1 : code;
  return { code: ended, reruns: failed.map(formatRerun), summary: formatTasks(summary) };
}

/** Prints the line of a step or task that has ended. */
function printStep({ print, elapsed }: StepOptions, name: string): void {
  print(`${formatDuration(elapsed()).padStart(13)}  ${name}`);
}
