import { join, sep } from "node:path";
import { InputError } from "./cli.ts";
import { repositoryRoot } from "./paths.ts";
import { runCommand, type CommandResult } from "./run-command.ts";
import { createTempDir } from "./temp-dir.ts";

/** Runs git in this repository and returns its output; `undefined` if git reports an error. */
export async function git(...args: string[]): Promise<string | undefined> {
  const { code, stdout } = await runGit(args);
  return code === 0 ? stdout.trim() : undefined;
}

/**
 * Writes the files of a folder as they were at a commit.
 *
 * The index of the repository is not touched.
 *
 * @param target an existing folder
 * @returns whether the folder existed at that commit
 */
export async function exportFolder(commit: string, folder: string, target: string): Promise<boolean> {
  await using index = await createTempDir();
  const env = { ...process.env, GIT_INDEX_FILE: join(index.path, "index") };
  const { code } = await runGit(["read-tree", `${commit}:${folder}`], env);
  if (code !== 0) return false;
  const checkout = await runGit(["checkout-index", "--all", `--prefix=${target}${sep}`], env);
  if (checkout.code !== 0) throw new Error(`git checkout-index failed: ${checkout.stderr}`);
  return true;
}

async function runGit(args: readonly string[], env = process.env): Promise<CommandResult> {
  try {
    return await runCommand("git", args, { cwd: repositoryRoot, env });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new InputError("git is not installed. Give a file to compare with: pnpm spec:diff old.yaml");
    }
    throw error;
  }
}
