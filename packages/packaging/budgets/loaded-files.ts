import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

// Sees ES modules and CommonJS alike; the runtime's own modules are no files.
const count = `
  import { registerHooks } from "node:module";
  let files = 0;
  registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) files++;
      return next(url, context);
    },
  });
  await Promise.all(ENTRIES.map((entry) => import(entry)));
  console.log(files);`;

/** How many files are read when these are imported by a program in the folder. */
export async function loadedModules(folder: string, entries: readonly string[]): Promise<number> {
  const script = count.replace("ENTRIES", JSON.stringify(entries));
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  return Number(stdout);
}
