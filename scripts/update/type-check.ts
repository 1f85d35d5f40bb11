import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, parse, relative, resolve } from "node:path";
import { exportFolder } from "../lib/git.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { createTempDir } from "../lib/temp-dir.ts";

/** An error of the compiler. Line and column are 1-based. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const sdk = join(repositoryRoot, "packages/sdk");

/** Type-checks the SDK and its tests against the generated sources, which need not be built. */
export async function checkSDK(): Promise<Problem[]> {
  await using folder = await createTempDir();
  return await compile(folder.path, [join(sdk, "src"), join(sdk, "test")]);
}

/** Type-checks the SDK's tests of a commit: code that was written for the types of that commit. */
export async function checkOldTests(commit: string): Promise<Problem[]> {
  await using folder = await createTempDir();
  const tests = join(folder.path, "test");
  if (!(await exportFolder(commit, "packages/sdk/test", tests))) return [];
  await cp(join(sdk, "package.json"), join(folder.path, "package.json"));
  for (const name of ["src", "node_modules"]) await symlink(join(sdk, name), join(folder.path, name), "junction");
  const problems = await compile(folder.path, [tests]);
  return problems.flatMap((one) => {
    const file = relative(folder.path, resolve(repositoryRoot, one.file)).replaceAll("\\", "/");
    return file.startsWith("test/") ? Object.assign({}, one, { file: `packages/sdk/${file}` }) : [];
  });
}

async function compile(folder: string, include: readonly string[]): Promise<Problem[]> {
  const compilerOptions = {
    noEmit: true,
    // The declarations of dependencies are unchanged, and take longer than everything else.
    skipLibCheck: true,
    rootDir: parse(repositoryRoot).root,
    paths: Object.assign({}, ...(await Promise.all(["types", "client", "sdk"].map(mapEntriesToSources)))) as object,
    typeRoots: [join(sdk, "node_modules/@types")],
  };
  const config = join(folder, "tsconfig.json");
  await writeFile(config, JSON.stringify({ extends: join(sdk, "test/tsconfig.json"), compilerOptions, include }));
  const compiler = createRequire(join(sdk, "package.json")).resolve("typescript/package.json");
  const args = [resolve(compiler, "../bin/tsc"), "-p", config, "--pretty", "false"];
  const { code, stdout, stderr } = await runCommand(process.execPath, args, { cwd: repositoryRoot });
  if (code === 0) return [];
  const problems = readProblems(stdout);
  if (problems.length === 0) throw new Error(`The compiler failed: ${stdout}${stderr}`);
  return problems;
}

/** Parses `file(line,column): error TS2339: message`, with the indented lines that follow it. */
function readProblems(text: string): Problem[] {
  return [...text.matchAll(/^(.+)\((\d+),(\d+)\): error TS\d+: (.*(?:\n {2,}.*)*)/gm)].map(
    ([, file = "", line, column, message = ""]) => {
      return { file: file.replaceAll("\\", "/"), line: Number(line), column: Number(column), message };
    },
  );
}

/** Maps each entry of a package to its source, since `dist` may be out of date. */
async function mapEntriesToSources(name: string): Promise<Record<string, string[]>> {
  const folder = join(repositoryRoot, "packages", name);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string | { types: string }>;
  };
  const entries = Object.entries(manifest.exports).flatMap(([entry, target]) => {
    if (typeof target === "string") return [];
    const source = target.types.replace(/^\.\/dist\//, "src/").replace(/\.d\.ts$/, ".ts");
    return [[join(manifest.name, entry).replaceAll("\\", "/"), [join(folder, source)]]];
  });
  return Object.fromEntries(entries) as Record<string, string[]>;
}
