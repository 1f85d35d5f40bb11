import { expect, test } from "vitest";
import { findFailedTasks, formatRerun, formatTasks, type TurboSummary } from "../../steps/turbo-summary.ts";

const summary: TurboSummary = {
  execution: { cached: 1, attempted: 5 },
  tasks: [
    ["//#lint", 1_000, 0, "MISS"],
    ["@org/a#build", 90_000, 0, "HIT"],
    ["@org/a#test", 3_000, 1, "MISS"],
    ["@org/b#test", 2_000, 0, "MISS"],
    ["@org/b#test:recorded", 140_000, 2, "MISS"],
  ].map(([taskId, duration, exitCode, status]) => ({
    taskId: String(taskId),
    execution: { startTime: 5, endTime: 5 + Number(duration), exitCode: Number(exitCode) },
    cache: { status: String(status) },
  })),
};

test("counts the tasks, and names the slowest three that were not cached", () => {
  expect(formatTasks(summary)).toBe(
    "5 tasks, 1 of them cached. Slowest: @org/b test:recorded 2 min 20 s, @org/a test 3.0 s, @org/b test 2.0 s",
  );
});

test("names no slowest task when all were cached", () => {
  expect(formatTasks({ execution: { cached: 1, attempted: 1 }, tasks: summary.tasks.slice(1, 2) })).toBe(
    "1 tasks, 1 of them cached",
  );
});

test("gives the command that runs each failed task alone", () => {
  expect(findFailedTasks(summary).map(formatRerun)).toEqual([
    "npx -y pnpm@12 --filter @org/a run test",
    "npx -y pnpm@12 --filter @org/b run test:recorded",
  ]);
  expect(formatRerun("//#lint")).toBe("npx -y pnpm@12 run lint");
});
