import { expect, test } from "vitest";
import { parseArguments } from "../../steady/arguments.ts";

const suites = ["sdk", "scripts"].map((name) => ({ name, folder: "/", args: [] }));

test("no arguments select all suites, five runs and a random seed", () => {
  expect(parseArguments([], suites)).toEqual({
    suites,
    filters: [],
    runs: 5,
    seed: expect.any(Number),
    minutes: 120,
    runMinutes: 20,
  });
});

test("takes filters, runs, seed, suites and limits", () => {
  const args = [
    "abort",
    "--runs",
    "10",
    "--seed",
    "3",
    "--suite",
    "scripts",
    "--minutes",
    "90",
    "--run-minutes",
    "0.5",
  ];
  expect(parseArguments([...args, "stream"], suites)).toEqual({
    suites: [suites[1]],
    filters: ["abort", "stream"],
    runs: 10,
    seed: 3,
    minutes: 90,
    runMinutes: 0.5,
  });
});

test("takes several suites", () => {
  expect(parseArguments(["--suite", "scripts", "--suite", "sdk"], suites)).toMatchObject({ suites });
});

test.each([
  [["--runs", "0"], '--runs must be an integer from 1 to 1000, got "0"'],
  [["--runs", "1.5"], '--runs must be an integer from 1 to 1000, got "1.5"'],
  [["--runs="], '--runs must be an integer from 1 to 1000, got ""'],
  [["--runs", "many"], '--runs must be an integer from 1 to 1000, got "many"'],
  [["--seed", "0x10"], '--seed must be an integer from 1 to 2000000000, got "0x10"'],
  [["--minutes", "0"], '--minutes must be a number above 0, at most 10080, got "0"'],
  [["--run-minutes", "1e3"], '--run-minutes must be a number above 0, at most 10080, got "1e3"'],
  [["--suite", "e2e"], '--suite must be one of sdk, scripts, got "e2e"'],
  [["--run", "3"], "Unknown option '--run'"],
  [["--runs"], "Option '--runs <value>' argument missing"],
])("%j is rejected", (args, message) => {
  expect(() => parseArguments(args, suites)).toThrow(message);
});
