import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Imports and requires every entry of the SDK, with and without `.js`, as a program in the folder does.
 *
 * @returns the run-time exports of each entry, separated by commas
 * @throws {Error} when an entry cannot be loaded, or when `import` and `require` differ
 */
export async function importEntries(node: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const manifest = await readFile(join(folder, "node_modules/@org/sdk/package.json"), "utf8");
  const { exports } = JSON.parse(manifest) as { exports: object };
  const entries = Object.keys(exports)
    .filter((key) => !key.endsWith(".json"))
    .map((key) => `@org/sdk${key.slice(1)}`);
  const script = `
    import { createRequire } from "node:module";
    const require = createRequire(process.cwd() + "/program.js");
    const exportNames = {};
    for (const entry of ${JSON.stringify(entries)}) {
      exportNames[entry] = Object.keys(await import(entry)).join();
      if (Object.keys(require(entry)).join() !== exportNames[entry]) {
        throw new Error(entry + " has other exports when it is required");
      }
    }
    console.log(JSON.stringify(exportNames));`;
  const { stdout } = await run(node, ["--input-type=module", "--eval", script], { cwd: folder });
  return JSON.parse(stdout) as Record<string, string>;
}
