import { expect, test } from "vitest";
import { runScript } from "./support/run-script.ts";

test.each([
  ["demo.ts", "pnpm run demo --live"],
  ["diff-spec.ts", "pnpm spec:diff [OLD [NEW]]"],
  ["generate.ts", "node scripts/generate.ts [--check]"],
  ["import-spec.ts", "pnpm spec:import FILE_OR_URL"],
  ["lint-language.ts", "node scripts/lint-language.ts [PATH…]"],
  ["mock-server.ts", "pnpm mock [--port N]"],
  ["regenerate.ts", "pnpm regenerate [--scaffold | --check] [REF|FILE]"],
  ["run-steps.ts", "node scripts/run-steps.ts test"],
  ["test-steady.ts", "pnpm test:steady [FILTER…]"],
])("%s --help prints the usage, whatever the other arguments are", async (script, usage) => {
  const { code, stdout, stderr } = await runScript(script, ["--unknown", "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(usage);
  expect(stdout).toMatch(/[^\n]\n$/);
});
