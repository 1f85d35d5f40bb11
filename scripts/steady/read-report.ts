import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Exit } from "./supervise.ts";

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Failure {
  /** The file and titles of the failed test; only the file, or "(the whole run)", for a failure outside of tests. */
  readonly test: string;
  /** The first line of the error. */
  readonly error: string;
}

export interface RunOutcome {
  readonly folder: string;
  readonly report: VitestReport | undefined;
  readonly exit: Exit | undefined;
  readonly output: string;
  readonly timedOut: boolean;
}

/** Returns all failures of a run, with or without a report from vitest. */
export function readFailures(outcome: RunOutcome): Failure[] {
  const { report, exit, output, timedOut } = outcome;
  const failures = report === undefined ? [] : readReport(outcome.folder, report);
  if (report !== undefined && exit?.code === 0) return failures;
  // Vitest exits with 1 if a test failed; that needs no other explanation.
  if (report !== undefined && exit?.code === 1 && failures.length > 0) return failures;
  const error = timedOut
    ? "did not finish within its time limit (--run-minutes)"
    : `${describeExit(exit)}: ${lastError(output)}`;
  return [...failures, { test: "(the whole run)", error }];
}

function readReport(folder: string, report: VitestReport): Failure[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(folder, name);
    const failed = assertionResults
      .filter((test) => test.status === "failed")
      .map(({ ancestorTitles, title, failureMessages }) => ({
        test: [file, ...ancestorTitles.filter(Boolean), title].join(" > "),
        error: firstLine(failureMessages[0] ?? ""),
      }));
    if (failed.length > 0 || status !== "failed") return failed;
    return [{ test: file, error: firstLine(message) }];
  });
}

function describeExit(exit: Exit | undefined): string {
  if (exit === undefined) return "vitest was killed";
  return exit.signal === null ? `vitest exited with code ${exit.code}` : `vitest was ended by ${exit.signal}`;
}

/** Returns the last line of the output that looks like an error. */
function lastError(output: string): string {
  const lines = stripVTControlCharacters(output).split("\n");
  return firstLine(lines.findLast((line) => /^\s*\w*Error\b.*: /.test(line)) ?? lines.findLast(Boolean) ?? "");
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text).trim().split("\n")[0] || "no error was reported; a worker may have crashed";
}
