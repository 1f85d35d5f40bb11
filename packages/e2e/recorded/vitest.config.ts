import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The exchanges of the folder in RECORDED_DIR. The fixtures of this package are part of the ordinary tests.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    // The first test of each file makes the validators of the spec.
    testTimeout: 120_000,
    include: process.env["RECORDED_DIR"]
      ? ["recorded/*.test.ts", "spec/recorded.test.ts", "spec/mutation.test.ts"]
      : [],
    passWithNoTests: true,
  },
});
