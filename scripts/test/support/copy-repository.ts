import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join, relative } from "node:path";
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

/**
 * Copies the working tree to a new repository and commits it there. Installed packages are linked. The packages of the
 * repository find each other in the copy, but are not built there.
 */
export async function copyRepository(): Promise<Copy> {
  const { path, [Symbol.asyncDispose]: dispose } = await createTempDir();
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: repositoryRoot, env, encoding: "utf8" }).split("\0");
  const present = files.filter((file) => file !== "" && existsSync(join(repositoryRoot, file)));
  const folders = new Set(present.map((file) => dirname(join(path, file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(present.map((file) => copyFile(join(repositoryRoot, file), join(path, file))));
  const packages = (await readdir(join(path, "packages"))).map((name) => join("packages", name));
  for (const folder of ["", "scripts", ...packages]) await linkModules(path, join(folder, "node_modules"));
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

async function linkModules(copy: string, modules: string): Promise<void> {
  const source = join(repositoryRoot, modules);
  if (!existsSync(source)) return;
  if (!existsSync(join(source, "@org"))) return symlink(source, join(copy, modules), "junction");
  await mkdir(join(copy, modules, "@org"), { recursive: true });
  const names = (await readdir(source)).filter((name) => name !== "@org" && !name.startsWith(".vite"));
  await Promise.all(names.map((name) => symlink(join(source, name), join(copy, modules, name), "junction")));
  const own = await readdir(join(source, "@org"));
  await Promise.all(
    own.map(async (name) => {
      const target = relative(repositoryRoot, await realpath(join(source, "@org", name)));
      await symlink(join(copy, target), join(copy, modules, "@org", name), "junction");
    }),
  );
}
