import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

// Counts ES modules and CommonJS; the runtime's own modules have other URLs.
const countingScript = `
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

/** Returns the number of files that Node reads when a program in the folder imports these entries. */
export async function countLoadedFiles(folder: string, entries: readonly string[]): Promise<number> {
  const script = countingScript.replace("ENTRIES", JSON.stringify(entries));
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  return Number(stdout);
}
