import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const longest = fileURLToPath(new URL("workers.test.ts", import.meta.url));

/** Starts the longest file first, so that the others run meanwhile. vitest does it when it knows the durations. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [
      ...files.filter(({ moduleId }) => moduleId === longest),
      ...files.filter(({ moduleId }) => moduleId !== longest),
    ];
  }
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    globalSetup: "batch/support/global-setup.ts",
    sequence: { sequencer: LongestFirst },
    // The files wait more than they compute.
    maxWorkers: 2,
    include: ["batch/*.test.ts"],
    testTimeout: 120_000,
    // The first run downloads Postgres.
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 10 } },
  },
});
