import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    // Nothing here waits for a network: the limit is for what never happens, however busy the machine is.
    expect: { poll: { interval: 1, timeout: 60_000 } },
    typecheck: {
      // A mutated copy of the source is not type-checked.
      enabled: !process.env["STRYKER_MUTATOR_WORKER"],
      tsconfig: "test/tsconfig.json",
      include: ["test/**/*.test-d.ts"],
    },
  },
});
