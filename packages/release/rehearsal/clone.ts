import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Clones a repository into a new folder, and commits its uncommitted changes there. */
export async function cloneWorkingTree(repository: string, folder: string): Promise<void> {
  await git(repository, "clone", "--quiet", "--no-hardlinks", repository, folder);
  const files = await git(repository, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  for (const file of files) {
    const from = join(repository, file);
    // A file that is in the index but not in the working tree has been deleted.
    if (existsSync(from)) await cp(from, join(folder, file));
    else await rm(join(folder, file), { force: true });
  }
  await git(folder, "config", "user.name", "Releaser");
  await git(folder, "config", "user.email", "releaser@localhost");
  await git(folder, "config", "commit.gpgsign", "false");
  await git(folder, "config", "tag.gpgsign", "false");
  await commit(folder, "chore: the working tree");
}

/** Commits all changes. */
export async function commit(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "--message", message);
}

/**
 * Runs git.
 *
 * @returns its output, split at NUL characters
 */
async function git(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await run("git", args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout.split("\0").filter(Boolean);
}
