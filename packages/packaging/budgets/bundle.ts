import { gzipSync } from "node:zlib";
import { build as buildWithEsbuild } from "esbuild";
import { build as buildWithRolldown } from "rolldown";

export type Bundler = "esbuild" | "rolldown";

/** The peer dependency of @org/sdk/otel.js: an application that exports traces contains it anyway. */
const external = ["@opentelemetry/api"];

/** Bundles a program with everything it imports into one file for the browser. */
export async function bundle(bundler: Bundler, program: string, isMinified: boolean): Promise<string> {
  if (bundler === "rolldown") {
    const { output } = await buildWithRolldown({
      input: program,
      external,
      platform: "browser",
      write: false,
      output: { format: "esm", minify: isMinified, comments: false },
    });
    return output[0].code;
  }
  const { outputFiles } = await buildWithEsbuild({
    entryPoints: [program],
    bundle: true,
    external,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    minify: isMinified,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Returns the size of a bundled program in bytes, minified and compressed. */
export async function measureBundle(bundler: Bundler, program: string): Promise<number> {
  return gzipSync(await bundle(bundler, program, true), { level: 9 }).byteLength;
}
