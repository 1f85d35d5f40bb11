import * as fc from "fast-check";
import { expect, test } from "vitest";
import { properties } from "./properties.ts";

// A fixed seed, so that each run tests the same values. `pnpm fuzz` draws new ones.
test.each(properties)("$name", async ({ property }) => {
  const { failed, numRuns } = await fc.check(property, { seed: 1, numRuns: 300 });
  expect({ failed, numRuns }).toEqual({ failed: false, numRuns: 300 });
});
