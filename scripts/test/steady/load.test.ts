import { expect, test } from "vitest";
import { startLoad } from "../../steady/load.ts";

function isRunning(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("busy processes run until the load is disposed", async () => {
  const load = await startLoad(2);
  expect(load.pids.map(isRunning)).toEqual([true, true]);
  load[Symbol.dispose]();
  await expect.poll(() => load.pids.some(isRunning), { timeout: 50_000 }).toBe(false);
});
