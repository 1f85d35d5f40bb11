import { defineConfig, type ChunkingContext } from "rolldown";

/**
 * A file for each entry of package.json, one for what they share with the main entry, and one for what the others share
 * among themselves: to find and open 30 small modules takes as long as to run them. The code stays as it was written, so
 * that no source map is needed to read it; the types are those of tsc, file by file, and have the doc comments.
 */
export default defineConfig({
  input: {
    index: "src/index.ts",
    core: "src/core.ts",
    "funcs/chatComplete": "src/funcs/chatComplete.ts",
    "funcs/chatParse": "src/funcs/chatParse.ts",
    "funcs/chatStream": "src/funcs/chatStream.ts",
    "funcs/chatTools": "src/funcs/chatTools.ts",
    "funcs/toAssistantMessage": "src/funcs/toAssistantMessage.ts",
    "models/index": "src/models/index.ts",
    "models/operations": "src/models/operations.ts",
    "models/errors": "src/models/errors.ts",
    node: "src/node.ts",
    relay: "src/relay.ts",
    testing: "src/testing.ts",
  },
  external: [/^@org\//, "openapi-fetch", "undici"],
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
