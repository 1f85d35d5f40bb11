import { execFile, execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../lib/paths.ts";

export interface Copy extends AsyncDisposable {
  readonly path: string;
  /** Runs a script of the copy with the Node that runs the tests. */
  run(script: string, ...args: string[]): Promise<Outcome>;
  git(...args: string[]): string;
  commit(message: string): void;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A hook of git sets GIT_DIR, and then every git works on that repository; the user's settings may ask to sign. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
};

/** The repository as it is now, in a folder of its own and committed there; what is installed is shared. */
export async function copyRepository(): Promise<Copy> {
  const path = await mkdtemp(join(tmpdir(), "repository-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: root, env, encoding: "utf8" }).split("\0");
  const present = files.filter((file) => file !== "" && existsSync(join(root, file)));
  const folders = new Set(present.map((file) => dirname(join(path, file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(present.map((file) => copyFile(join(root, file), join(path, file))));
  const packages = (await readdir(join(path, "packages"))).map((name) => join("packages", name));
  for (const folder of ["", "scripts", ...packages]) {
    const modules = join(folder, "node_modules");
    if (!existsSync(join(root, modules))) continue;
    await symlink(join(root, modules), join(path, modules), "junction");
  }
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: path, env, encoding: "utf8" });
  const commit = (message: string): void => {
    git("add", "--all");
    git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--no-verify", "-m", message);
  };
  git("init", "--quiet", "--initial-branch=main");
  await writeFile(join(path, ".git/info/exclude"), "node_modules\n");
  commit("All of it");
  return {
    path,
    git,
    commit,
    run: (script, ...args) => run(path, script, args),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

function run(cwd: string, script: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(cwd, script), ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
