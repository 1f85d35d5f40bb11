import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    exclude: ["**/node_modules/**", "frameworks/**"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A second, which is the default, is not always enough on a busy machine.
    expect: { poll: { timeout: 60_000, interval: 10 } },
  },
});
