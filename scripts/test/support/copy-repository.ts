import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../lib/paths.ts";
import { runCommand, type CommandResult } from "../../lib/run-command.ts";
import { createTempDir } from "../../lib/temp-dir.ts";

export interface Copy extends AsyncDisposable {
  readonly path: string;
  /** Runs a script of the copy with the Node of the tests. */
  run(script: string, ...args: string[]): Promise<CommandResult>;
  git(...args: string[]): string;
  commit(message: string): void;
}

/** Without GIT_DIR, which a git hook sets, and without the user's settings, which may require signed commits. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
};

/** Copies the working tree to a new repository and commits it there. Installed packages are linked. */
export async function copyRepository(): Promise<Copy> {
  const { path, [Symbol.asyncDispose]: dispose } = await createTempDir();
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: repositoryRoot, env, encoding: "utf8" }).split("\0");
  const present = files.filter((file) => file !== "" && existsSync(join(repositoryRoot, file)));
  const folders = new Set(present.map((file) => dirname(join(path, file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(present.map((file) => copyFile(join(repositoryRoot, file), join(path, file))));
  const packages = (await readdir(join(path, "packages"))).map((name) => join("packages", name));
  for (const folder of ["", "scripts", ...packages]) {
    const modules = join(folder, "node_modules");
    if (!existsSync(join(repositoryRoot, modules))) continue;
    await symlink(join(repositoryRoot, modules), join(path, modules), "junction");
  }
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: path, env, encoding: "utf8" });
  const commit = (message: string): void => {
    git("add", "--all");
    git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--no-verify", "-m", message);
  };
  git("init", "--quiet", "--initial-branch=main");
  await writeFile(join(path, ".git/info/exclude"), "node_modules\n");
  commit("Copy");
  return {
    path,
    git,
    commit,
    run: (script, ...args) => runCommand(process.execPath, [join(path, script), ...args], { cwd: path, env }),
    [Symbol.asyncDispose]: dispose,
  };
}
