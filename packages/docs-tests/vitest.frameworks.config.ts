import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["frameworks/*.test.ts"],
    // Both files install into one folder.
    fileParallelism: false,
    testTimeout: 120_000,
    // The first run downloads the frameworks.
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000, interval: 10 } },
  },
});
