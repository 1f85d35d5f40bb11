import { describe, expect, test } from "vitest";
import { retry } from "../../src/request/call-operation.ts";

type Step = { durationMs: number; value?: string; error?: string };
const fails = (error: string, durationMs = 10): Step => ({ durationMs, error });
const succeeds = (value: string, durationMs = 10): Step => ({ durationMs, value });

/** Runs the loop with a fake clock. Returns its outcome and a log of the calls. */
async function run(steps: Step[], delays: (number | undefined)[], waitError?: string) {
  let clock = 1_000;
  const log: string[] = [];
  const result = retry<string | undefined>(
    async (index) => {
      log.push(`attempt ${index} at ${clock}`);
      const { durationMs, value, error } = steps[index] ?? fails("too many");
      clock += durationMs;
      if (error !== undefined) throw new Error(error);
      return value;
    },
    {
      delayMs(error, attempt, elapsedMs) {
        log.push(`${(error as Error).message} of attempt ${attempt} after ${elapsedMs}`);
        return delays[attempt];
      },
      wait: async (ms) => {
        clock += ms;
        return waitError === undefined ? undefined : new Error(waitError);
      },
      now: () => clock,
    },
  );
  const outcome = await result.then(
    (value) => ({ value }),
    (error: Error) => ({ error: error.message }),
  );
  return { outcome, log };
}

describe("retry", () => {
  test("retry returns the first success without calling delayMs", async () => {
    expect(await run([succeeds("a")], [])).toEqual({ outcome: { value: "a" }, log: ["attempt 0 at 1000"] });
  });

  test("retry makes attempts after each delay until one succeeds, and measures time from the start of the first attempt", async () => {
    const { outcome, log } = await run([fails("x"), fails("y", 20), succeeds("c")], [100, 200]);
    expect(outcome).toEqual({ value: "c" });
    expect(log).toEqual([
      "attempt 0 at 1000",
      "x of attempt 0 after 10",
      "attempt 1 at 1110",
      "y of attempt 1 after 130",
      "attempt 2 at 1330",
    ]);
  });

  test("retry throws the last error when delayMs returns undefined", async () => {
    const { outcome, log } = await run([fails("x"), fails("y")], [0]);
    expect(outcome).toEqual({ error: "y" });
    expect(log.filter((line) => line.startsWith("attempt"))).toHaveLength(2);
  });

  test("retry continues after a delay of 0", async () => {
    expect((await run([fails("x"), succeeds("b")], [0])).outcome).toEqual({ value: "b" });
  });

  test("retry throws the error of an aborted wait and makes no further attempt", async () => {
    const { outcome, log } = await run([fails("x"), succeeds("b")], [100], "interrupted");
    expect(outcome).toEqual({ error: "interrupted" });
    expect(log).toEqual(["attempt 0 at 1000", "x of attempt 0 after 10"]);
  });

  test("retry makes a hundred thousand attempts without a stack overflow", async () => {
    let made = 0;
    const error = new Error("x");
    const value = await retry(
      async (index) => {
        made++;
        if (index < 100_000) throw error;
        return index;
      },
      { delayMs: () => 0, wait: async () => undefined, now: () => 0 },
    );
    expect(value).toBe(100_000);
    expect(made).toBe(100_001);
  });
});
