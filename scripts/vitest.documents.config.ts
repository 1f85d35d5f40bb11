import { defineConfig } from "vitest/config";

/** Documents of a size that takes a while: `pnpm test:documents`. */
export default defineConfig({
  test: { include: ["test/large-documents/*.test.ts"], testTimeout: 300_000 },
});
