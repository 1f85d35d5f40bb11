import { describe, expect, test } from "vitest";
import { retry, type Outcome } from "../../src/retry/retry.ts";

type Step = { durationMs: number; outcome: Outcome<string, string> };
const fails = (error: string, durationMs = 10): Step => ({ durationMs, outcome: { ok: false, error } });
const succeeds = (value: string, durationMs = 10): Step => ({ durationMs, outcome: { ok: true, value } });

/** Runs the loop with a fake clock. Returns its outcome and a log of the calls. */
async function run(steps: Step[], delays: (number | undefined)[], waitError?: string) {
  let clock = 1_000;
  const log: string[] = [];
  const outcome = await retry<string, string>(
    async (index) => {
      log.push(`attempt ${index} at ${clock}`);
      const { durationMs, outcome: result } = steps[index] ?? fails("too many");
      clock += durationMs;
      return result;
    },
    {
      delayMs(error, attempt, elapsedMs) {
        log.push(`${error} of attempt ${attempt} after ${elapsedMs}`);
        return delays[attempt];
      },
      wait: async (ms) => {
        clock += ms;
        return waitError;
      },
      now: () => clock,
    },
  );
  return { outcome, log };
}

describe("retry", () => {
  test("retry returns the first success without calling delayMs", async () => {
    expect(await run([succeeds("a")], [])).toEqual({ outcome: { ok: true, value: "a" }, log: ["attempt 0 at 1000"] });
  });

  test("retry makes attempts after each delay until one succeeds, and measures time from the start of the first attempt", async () => {
    const { outcome, log } = await run([fails("x"), fails("y", 20), succeeds("c")], [100, 200]);
    expect(outcome).toEqual({ ok: true, value: "c" });
    expect(log).toEqual([
      "attempt 0 at 1000",
      "x of attempt 0 after 10",
      "attempt 1 at 1110",
      "y of attempt 1 after 130",
      "attempt 2 at 1330",
    ]);
  });

  test("retry returns the last error when delayMs returns undefined", async () => {
    const { outcome, log } = await run([fails("x"), fails("y")], [0]);
    expect(outcome).toEqual({ ok: false, error: "y" });
    expect(log.filter((line) => line.startsWith("attempt"))).toHaveLength(2);
  });

  test("retry continues after a delay of 0", async () => {
    expect((await run([fails("x"), succeeds("b")], [0])).outcome).toEqual({ ok: true, value: "b" });
  });

  test("retry returns the error of an aborted wait and makes no further attempt", async () => {
    const { outcome, log } = await run([fails("x"), succeeds("b")], [100], "interrupted");
    expect(outcome).toEqual({ ok: false, error: "interrupted" });
    expect(log).toEqual(["attempt 0 at 1000", "x of attempt 0 after 10"]);
  });

  test("retry makes a hundred thousand attempts without a stack overflow", async () => {
    let attempts = 0;
    const outcome = await retry<number, string>(
      async (index) => (attempts++, index === 100_000 ? { ok: true, value: index } : { ok: false, error: "x" }),
      { delayMs: () => 0, wait: async () => undefined, now: () => 0 },
    );
    expect(outcome).toEqual({ ok: true, value: 100_000 });
    expect(attempts).toBe(100_001);
  });
});
