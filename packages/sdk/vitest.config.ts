import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    // No test uses the network. The time limit only ends polls whose condition never becomes true.
    expect: { poll: { interval: 1, timeout: 60_000 } },
    typecheck: {
      // A mutated copy of the source is not type-checked.
      enabled: !process.env["STRYKER_MUTATOR_WORKER"],
      tsconfig: "test/tsconfig.json",
      include: ["test/**/*.test-d.ts"],
    },
  },
});
