import { expect, test } from "vitest";
import { isBefore, nextVersion } from "../../update/next-version.ts";

test.each([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "none", "1.2.3"],
  ["2026-10", "major", undefined],
] as const)("%s, %s → %s", (version, bump, next) => {
  expect(nextVersion(version, bump)).toBe(next);
});

test("versions are compared as numbers", () => {
  expect(isBefore("1.9.0", "1.10.0")).toBe(true);
  expect(isBefore("1.10.0", "1.9.0")).toBe(false);
  expect(isBefore("2.0.0", "2.0.0")).toBe(false);
});
