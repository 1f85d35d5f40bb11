import { defineConfig } from "vitest/config";

// batch/ has its own configuration: it installs Postgres.
const exclude = ["**/node_modules/**", "**/.venv/**", "batch/**"];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // The default of 1 s is not always enough on a busy machine.
    expect: { poll: { timeout: 60_000, interval: 10 } },
    // Most tests wait for a socket or a timer, not for the CPU.
    maxWorkers: 4,
    projects: [
      { extends: true, test: { name: "e2e", include: ["**/*.test.ts"], exclude } },
      // The outcome of a network fault must not depend on the fetch.
      { extends: true, test: { name: "node-fetch", include: ["wire/*.test.ts"], exclude, env: { FETCH: "node" } } },
      // Each fault once with the older version of undici.
      {
        extends: true,
        test: { name: "undici-7", include: ["wire/all-faults.test.ts"], exclude, env: { FETCH: "undici7" } },
      },
    ],
  },
});
