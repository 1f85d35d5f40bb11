import { expect, test } from "vitest";
import { startCommand, startHangingCommand, writeSuite } from "./fixture-suite.ts";

test("prints each test that failed in any run, with run, seed, error and the command that repeats it", async () => {
  const folder = await writeSuite({
    "passes.test.mjs": `test("passes", () => {});`,
    "always.test.mjs": `
      describe("group", () => {
        test("always fails", () => {
          throw new Error("first line\\nsecond line");
        });
      });`,
    // Counts its runs in a file.
    "second.test.mjs": `
      import { appendFileSync, readFileSync } from "node:fs";
      test("fails in the second run", () => {
        appendFileSync("runs.txt", "x");
        expect(readFileSync("runs.txt", "utf8")).toBe("x");
      });`,
  });
  const { code, stdout, stderr } = await startCommand(folder, "--runs", "2", "--seed", "7", ".test.mjs").ended;

  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const stable = stdout
    .replace(/\d+ busy/, "N busy")
    .replaceAll(/\d+ s$/gm, "N s")
    .replaceAll(/output: .*(?=fixture-\d\.log$)/gm, "output: ");
  expect(stable).toBe(`2 runs next to N busy processes, at most 120 minutes.
run 1 of 2, seed 7, fixture: 3 tests, 1 failed, N s
run 2 of 2, seed 8, fixture: 3 tests, 2 failed, N s

2 of 2 runs completed, 2 tests failed.

fixture  always.test.mjs > group > always fails
  run 1, seed 7: Error: first line
    repeat: pnpm test:steady --runs 1 --seed 7 --suite fixture .test.mjs
    output: fixture-1.log
  run 2, seed 8: Error: first line
    repeat: pnpm test:steady --runs 1 --seed 8 --suite fixture .test.mjs
    output: fixture-2.log

fixture  second.test.mjs > fails in the second run
  run 2, seed 8: AssertionError: expected 'xx' to be 'x' // Object.is equality
    repeat: pnpm test:steady --runs 1 --seed 8 --suite fixture .test.mjs
    output: fixture-2.log
`);
});

test("exits with 0 when all tests passed", async () => {
  const folder = await writeSuite({ "passes.test.mjs": `test("passes", () => {});` });
  const { code, stdout, stderr } = await startCommand(folder, "--runs", "1").ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/\n\n1 of 1 runs completed, no test failed\.\n$/);
});

test("exits with 2 when no test file matches the filter", async () => {
  const folder = await writeSuite({ "passes.test.mjs": `test("passes", () => {});` });
  const { code, stderr } = await startCommand(folder, "missing").ended;
  expect({ code, stderr }).toEqual({ code: 2, stderr: "No test file matches missing\n" });
});

const hangingTest = { "hanging.test.mjs": `test("never ends", () => new Promise(() => {}));` };

test("a suite that does not finish within --run-minutes fails", async () => {
  const folder = await writeSuite(hangingTest);
  const { code, stdout } = await startCommand(folder, "--runs", "1", "--run-minutes", "0.02").ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /\nfixture {2}\(the whole run\)\n {2}run 1, seed \d+: did not finish within its time limit \(--run-minutes\)\n/,
  );
});

test("stops after --minutes", async () => {
  const folder = await writeSuite(hangingTest);
  const { code, stdout } = await startCommand(folder, "--minutes", "0.02").ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(/\n0 of 5 runs completed \(0\.02 minutes are over\), no test failed\.\n$/);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends all of its processes and prints what was found", async (signal) => {
  const command = await startHangingCommand();
  command.kill(signal);
  const { code, stdout } = await command.ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(/\n0 of 5 runs completed \(interrupted\), no test failed\.\n$/);
  await command.workerEnded;
});

test("SIGKILL leaves neither busy processes nor vitest behind", async () => {
  const command = await startHangingCommand();
  command.kill("SIGKILL");
  const { code } = await command.ended;
  expect(code).toBeNull();
  await command.workerEnded;
});
