import { formatDuration } from "./duration.ts";
import { formatTask } from "./turbo-output.ts";

/** The part of the file of `turbo run --summarize` that is read. */
export interface TurboSummary {
  readonly execution: { readonly cached: number; readonly attempted: number };
  readonly tasks: readonly SummarizedTask[];
}

interface SummarizedTask {
  /** Such as `@org/sdk#test`; `//#lint` in the root. */
  readonly taskId: string;
  readonly execution: { readonly startTime: number; readonly endTime: number; readonly exitCode: number };
  readonly cache: { readonly status: string };
}

/** Formats the number of tasks and the slowest ones, as in `45 tasks, 3 of them cached. Slowest: @org/e2e test 61.0 s`. */
export function formatTasks({ execution, tasks }: TurboSummary): string {
  const slowest = tasks
    .filter(({ cache }) => cache.status !== "HIT")
    .map(({ taskId, execution: { startTime, endTime } }) => ({ taskId, milliseconds: endTime - startTime }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 3)
    .map(({ taskId, milliseconds }) => `${formatTask(taskId)} ${formatDuration(milliseconds)}`);
  const counts = `${execution.attempted} tasks, ${execution.cached} of them cached`;
  return slowest.length === 0 ? counts : `${counts}. Slowest: ${slowest.join(", ")}`;
}

/** Returns the IDs of the failed tasks. */
export function findFailedTasks({ tasks }: TurboSummary): string[] {
  return tasks.filter(({ execution }) => execution.exitCode !== 0).map(({ taskId }) => taskId);
}

/** Returns the command that runs a task alone. */
export function formatRerun(taskId: string): string {
  const [packageName = "", task = ""] = taskId.split("#");
  return `npx -y pnpm@12 ${packageName === "//" ? "" : `--filter ${packageName} `}run ${task}`;
}
