import { join } from "node:path";
import { expect, test } from "vitest";
import { readFailures, type RunOutcome, type VitestReport } from "../../steady/read-report.ts";

const folder = join(import.meta.dirname, "suite");
const passedTest = { ancestorTitles: [], title: "passes", status: "passed", failureMessages: [] };
const failedTest = {
  ancestorTitles: ["", "group"],
  title: "fails",
  status: "failed",
  failureMessages: ["\u001B[31mError: one\u001B[39m\n    at two", "Error: three"],
};

function report(file: Partial<VitestReport["testResults"][number]>): VitestReport {
  const result = { name: join(folder, "a.test.ts"), status: "passed", message: "", assertionResults: [passedTest] };
  return { numTotalTests: 1, testResults: [{ ...result, ...file }] };
}

function getFailures(outcome: Partial<RunOutcome>): unknown {
  return readFailures({ folder, report: undefined, exit: undefined, output: "", timedOut: false, ...outcome });
}

const success = { code: 0, signal: null };
const failure = { code: 1, signal: null };

test("a run without failed tests has no failures", () => {
  expect(getFailures({ report: report({}), exit: success })).toEqual([]);
});

test("a failed test has its titles and the first line of its first error", () => {
  const result = report({ status: "failed", assertionResults: [passedTest, failedTest] });
  expect(getFailures({ report: result, exit: failure, output: "Error: other" })).toEqual([
    { test: "a.test.ts > group > fails", error: "Error: one" },
  ]);
});

test("a file that could not be loaded fails as a whole", () => {
  const result = report({ status: "failed", message: "Cannot find module\nmore", assertionResults: [] });
  expect(getFailures({ report: result, exit: failure })).toEqual([{ test: "a.test.ts", error: "Cannot find module" }]);
});

test("a file whose worker crashed fails as a whole", () => {
  const result = report({ status: "failed", assertionResults: [{ ...passedTest, status: "pending" }] });
  expect(getFailures({ report: result, exit: failure })).toEqual([
    { test: "a.test.ts", error: "no error was reported; a worker may have crashed" },
  ]);
});

test("an unhandled error is a failure although all tests passed", () => {
  const output = "Unhandled Errors\n\nError: not caught\n    at x\n\n Tests  1 passed\n     Errors  1 error\n\n";
  expect(getFailures({ report: report({}), exit: failure, output })).toEqual([
    { test: "(the whole run)", error: "vitest exited with code 1: Error: not caught" },
  ]);
});

test("a run without a report fails, and reports how vitest ended", () => {
  const exit = { code: null, signal: "SIGABRT" } as const;
  const output = "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n\n";
  expect(getFailures({ exit, output })).toEqual([
    {
      test: "(the whole run)",
      error: `vitest was ended by SIGABRT: ${output.trim()}`,
    },
  ]);
});

test("a crash next to a failed test is named too", () => {
  const result = report({ status: "failed", assertionResults: [failedTest] });
  const exit = { code: null, signal: "SIGSEGV" } as const;
  expect(getFailures({ report: result, exit, output: "Segmentation fault" })).toEqual([
    { test: "a.test.ts > group > fails", error: "Error: one" },
    { test: "(the whole run)", error: "vitest was ended by SIGSEGV: Segmentation fault" },
  ]);
});

test("a run that was stopped by its time limit reports the limit", () => {
  expect(getFailures({ timedOut: true, output: "Error: other" })).toEqual([
    { test: "(the whole run)", error: "did not finish within its time limit (--run-minutes)" },
  ]);
});
