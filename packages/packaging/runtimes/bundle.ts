import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { resolveInstalled } from "./node-modules.ts";

const run = promisify(execFile);

/**
 * Bundles a file of the scenario into one module with esbuild.
 *
 * @returns the path of the bundle
 */
export async function bundleWithEsbuild(
  folder: string,
  entry: string,
  platform: "browser" | "neutral",
): Promise<string> {
  const outfile = join(folder, "bundles", `esbuild-${entry}.js`);
  const flags = ["--bundle", "--format=esm", `--platform=${platform}`, "--target=es2023", `--outfile=${outfile}`];
  await run(process.execPath, [
    resolveInstalled("esbuild/bin/esbuild"),
    join(folder, "scenario", `${entry}.ts`),
    ...flags,
  ]);
  return outfile;
}

/**
 * Bundles a file of the scenario with Vite, as the script of a page.
 *
 * @returns the path of the bundle
 */
export async function bundleWithVite(folder: string, entry: string): Promise<string> {
  const outDir = join(folder, "bundles", "vite");
  const rollupOptions = { input: join(folder, "scenario", `${entry}.ts`), output: { entryFileNames: `${entry}.js` } };
  const config = join(folder, "vite.config.mjs");
  await writeFile(config, `export default ${JSON.stringify({ build: { outDir, rollupOptions } })};\n`);
  const flags = ["build", "--config", config, "--logLevel", "warn"];
  await run(process.execPath, [resolveInstalled("vite/bin/vite.js"), ...flags], { cwd: folder });
  return join(outDir, `${entry}.js`);
}
