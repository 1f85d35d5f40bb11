import { defineConfig } from "vitest/config";

/** Large documents, which take long: `pnpm test:documents`. */
export default defineConfig({
  test: { include: ["test/documents/*.test.ts"], testTimeout: 300_000 },
});
