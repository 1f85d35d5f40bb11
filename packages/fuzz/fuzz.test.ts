import * as fc from "fast-check";
import { expect, test } from "vitest";
import { properties } from "./properties.ts";

// The same values each time: a failure here is one of the code, never of the dice. `pnpm fuzz` throws new ones.
test.each(properties)("$name", async ({ property }) => {
  const { failed, numRuns } = await fc.check(property, { seed: 1, numRuns: 300 });
  expect({ failed, numRuns }).toEqual({ failed: false, numRuns: 300 });
});
