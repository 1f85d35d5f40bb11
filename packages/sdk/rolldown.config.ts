import { readFileSync } from "node:fs";
import { defineConfig, type ChunkingContext } from "rolldown";

/**
 * A file for each entry of package.json, one for what they share with the main entry, and one for what the others share
 * among themselves: to find and open 30 small modules takes as long as to run them. The code stays as it was written, so
 * that no source map is needed to read it; the types are those of tsc, file by file, and have the doc comments.
 */
export default defineConfig({
  input: readInputs(),
  external: [/^@org\//, "@opentelemetry/api", "openapi-fetch", "undici"],
  platform: "neutral",
  plugins: [
    {
      // `export * as errors` must stay a module. Bundled, it would become a plain object.
      name: "namespaces-are-modules",
      resolveId: {
        filter: { id: /^\.\/models\// },
        handler: (id) => ({ id: id.replace(/\.ts$/, ".js"), external: "relative" }),
      },
    },
  ],
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    minifyInternalExports: false,
    chunkFileNames: "[name].js",
    comments: { jsdoc: false },
    codeSplitting: { groups: [{ name: getChunkName, minShareCount: 2 }] },
  },
});

function getChunkName(id: string, context: ChunkingContext): string {
  return isInMainEntry(id, context) ? "shared" : "shared-by-functions";
}

function isInMainEntry(id: string, context: ChunkingContext): boolean {
  const importers = context.getModuleInfo(id)?.importers ?? [];
  return id.endsWith("/src/index.ts") || importers.some((importer) => isInMainEntry(importer, context));
}

/** Returns the modules of package.json's exports: name in `dist` → source file. */
function readInputs(): Record<string, string> {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  const targets = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : entry.default));
  const names = targets.map((target) => target.replace(/^\.\/dist\/|\.js$/g, ""));
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}
