import { execFile } from "node:child_process";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { root } from "./paths.ts";
import { temporaryFolder } from "./temp-dir.ts";

/**
 * Writes the files of `folder` as they were at a commit into `target`; says whether there were any. The
 * repository's own index stays as it is.
 */
export async function checkOut(commit: string, folder: string, target: string): Promise<boolean> {
  await using index = await temporaryFolder();
  const env = { ...process.env, GIT_INDEX_FILE: join(index.path, "index") };
  const git = async (...args: string[]): Promise<unknown> => promisify(execFile)("git", args, { cwd: root, env });
  try {
    await git("read-tree", `${commit}:${folder}`);
  } catch {
    return false;
  }
  await git("checkout-index", "--all", `--prefix=${target}${sep}`);
  return true;
}
