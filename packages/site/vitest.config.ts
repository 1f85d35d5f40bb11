import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Each of these files has a browser of its own.
    maxWorkers: 2,
  },
});
