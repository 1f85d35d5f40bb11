import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/documents/**"],
    // Vitest leaves one core to others. These tests take longer than those of all other packages.
    maxWorkers: 2,
    // Tests that compile or regenerate take 3 s alone, and 50 s on a machine with ten times as much to do as cores.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
