import { expect, test } from "vitest";
import { formatDuration } from "../../steps/duration.ts";

test.each([
  [0, "0.0 s"],
  [12_340, "12.3 s"],
  [99_949, "99.9 s"],
  [99_950, "1 min 40 s"],
  [119_700, "2 min 0 s"],
  [3_725_000, "62 min 5 s"],
])("formats %i ms as %s", (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});
