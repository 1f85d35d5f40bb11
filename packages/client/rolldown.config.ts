import { defineConfig } from "rolldown";

/** One file for each entry: to find and open several takes longer than to run them. The types stay as tsc writes them. */
export default defineConfig({
  input: { "index.gen": "src/index.gen.ts", "routes.gen": "src/routes.gen.ts" },
  external: ["openapi-fetch"],
  platform: "neutral",
  output: { dir: "dist", cleanDir: true, format: "esm" },
});
