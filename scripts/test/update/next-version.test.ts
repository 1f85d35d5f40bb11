import { expect, test } from "vitest";
import { isOlder, getNextVersion } from "../../update/next-version.ts";

test.each([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "none", "1.2.3"],
  ["2026-10", "major", undefined],
] as const)("%s, %s → %s", (version, bump, next) => {
  expect(getNextVersion(version, bump)).toBe(next);
});

test("compares versions as numbers", () => {
  expect(isOlder("1.9.0", "1.10.0")).toBe(true);
  expect(isOlder("1.10.0", "1.9.0")).toBe(false);
  expect(isOlder("2.0.0", "2.0.0")).toBe(false);
});
