import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Tests of the exchanges in RECORDED_DIR. The fixtures of this package are tested by the main configuration.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    // The first test of each file compiles the validators of the spec.
    testTimeout: 120_000,
    include: process.env["RECORDED_DIR"]
      ? ["recorded/*.test.ts", "spec/recorded.test.ts", "spec/mutation.test.ts"]
      : [],
    passWithNoTests: true,
  },
});
