import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // The default of 1 s is not always enough on a busy machine.
    expect: { poll: { timeout: 60_000, interval: 10 } },
  },
});
