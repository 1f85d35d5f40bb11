import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMain } from "../../../scripts/lib/cli.ts";
import { normalizeBasePath } from "../content/base-path.ts";
import { folder, install } from "./install.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

const help = `pnpm site:build                builds the site for the root of a static host
pnpm site:build --base PATH    for a path of the host, such as /project/
pnpm site:build --out FOLDER   the folder; default: packages/site/dist
`;

export interface BuildOptions {
  /**
   * The path of the site on its host.
   *
   * @default "/"
   */
  readonly base?: string;
  /** @default dist/ of this package */
  readonly outDir?: string;
}

/**
 * Installs the dependencies, and builds the site.
 *
 * @returns the folder of the site
 */
export async function buildSite({ base = "/", outDir = join(folder, "dist") }: BuildOptions = {}): Promise<string> {
  await install();
  // Imported after the installation, which installs Astro.
  const { build } = await import("astro");
  await rm(outDir, { recursive: true, force: true });
  await build({ root: folder, outDir, base: normalizeBasePath(base), logLevel: "error" });
  return outDir;
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { base: { type: "string" }, out: { type: "string" } } });
  const { base, out } = values;
  const outDir = await buildSite({ ...(base !== undefined && { base }), ...(out && { outDir: resolve(out) }) });
  console.log(`Built the site in ${outDir}`);
  return 0;
}

if (import.meta.main) await runMain(main, { help });
