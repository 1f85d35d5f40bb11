import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { policy } from "../../spec/validate/policy.ts";

test("the README has the policy for mistakes in documents", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const rows = readme.split("\n").flatMap((line) => {
    const [mistake, severity, outcome] = line.split("|").slice(1, -1);
    return outcome === undefined ? [] : [[mistake, severity, outcome].map((cell) => cell?.trim())];
  });
  const expected = Object.values(policy).map(({ mistake, severity, outcome }) => [mistake, severity, outcome]);
  expect(rows.filter(([, severity]) => severity === "warning" || severity === "error")).toEqual(expected);
});
