import { rm } from "node:fs/promises";
import { join } from "node:path";
import { folder, install } from "./install.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

/** Installs the dependencies, and builds the site into dist/. */
export async function buildSite(): Promise<string> {
  await install();
  // Imported after the installation, which installs Astro.
  const { build } = await import("astro");
  const outDir = join(folder, "dist");
  await rm(outDir, { recursive: true, force: true });
  await build({ root: folder, logLevel: "error" });
  return outDir;
}

if (import.meta.main) console.log(`Built the site in ${await buildSite()}`);
