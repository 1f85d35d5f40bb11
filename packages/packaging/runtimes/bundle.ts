import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./node-modules.ts";

const run = promisify(execFile);

/** Bundles a file of the scenario with esbuild, into one module; gives its path. */
export async function bundleWithEsbuild(
  folder: string,
  entry: string,
  platform: "browser" | "neutral",
): Promise<string> {
  const outfile = join(folder, "bundles", `esbuild-${entry}.js`);
  const flags = ["--bundle", "--format=esm", `--platform=${platform}`, "--target=es2023", `--outfile=${outfile}`];
  await run(process.execPath, [installed("esbuild/bin/esbuild"), join(folder, "scenario", `${entry}.ts`), ...flags]);
  return outfile;
}

/** The same with Vite, as an application's page. */
export async function bundleWithVite(folder: string, entry: string): Promise<string> {
  const outDir = join(folder, "bundles", "vite");
  const rollupOptions = { input: join(folder, "scenario", `${entry}.ts`), output: { entryFileNames: `${entry}.js` } };
  const config = join(folder, "vite.config.mjs");
  await writeFile(config, `export default ${JSON.stringify({ build: { outDir, rollupOptions } })};\n`);
  const flags = ["build", "--config", config, "--logLevel", "warn"];
  await run(process.execPath, [installed("vite/bin/vite.js"), ...flags], { cwd: folder });
  return join(outDir, `${entry}.js`);
}
