import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installPacked } from "../packed/install-packed.ts";
import { compilers, projects, type Compiler, type Project } from "./matrix.ts";

// Type-checks the published packages in each project of matrix.ts with each compiler.
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const concurrency = 2;

interface Cell {
  /** `ok`, the documented error, or `-` where the compiler is not supported. */
  readonly label: string;
  /** What the compiler printed when that was not expected. */
  readonly failure?: string;
}

async function main(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
  const folder = await mkdtemp(join(tmpdir(), "type-matrix-"));
  try {
    await installPacked(folder);
    const rows = new Map(projects.map((project) => [project, new Map<Compiler, Cell>()]));
    const queue = [...rows].flatMap(([project, cells]) => compilers.map((compiler) => ({ project, cells, compiler })));
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        next.cells.set(next.compiler, await compile(folder, next.project, next.compiler));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    const versions = await Promise.all(compilers.map(readVersion));
    printTable(rows, versions);
    for (const [failure, titles] of groupFailures(rows, versions)) {
      process.exitCode = 1;
      console.log(`\n✗ ${titles.join("\n✗ ")}\n${failure.trim()}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(folder: string, project: Project, compiler: Compiler): Promise<Cell> {
  const { since, before, mentions = "" } = project;
  const isSupported = since !== "never" && compilers.indexOf(compiler) >= compilers.indexOf(since);
  const expected = isSupported ? "ok" : before?.(compiler);
  if (expected === undefined) return { label: "-" };

  const cwd = join(folder, `${project.title} ${compiler}`);
  await writeProject(cwd, project);
  const tsc = join(here, "node_modules", compiler, "bin/tsc");
  const output = await run(process.execPath, [tsc, "-p", cwd], { cwd }).then(
    () => "",
    (error: { stdout: string }) => error.stdout || String(error),
  );
  const isExpected =
    expected === "ok" ? output === "" : output.includes(`error ${expected}:`) && output.includes(mentions);
  return isExpected ? { label: expected } : { label: "✗", failure: output || `Expected ${expected}, but it compiles` };
}

/** Writes a user's project: its files, package.json and tsconfig.json. */
async function writeProject(cwd: string, { type, options, globals, files }: Project): Promise<void> {
  const environment =
    globals === "node"
      ? { lib: ["es2022"], types: ["node"], typeRoots: [join(here, "node_modules/@types")] }
      : { lib: ["es2022", "dom"], types: [] };
  const strict = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "es2022" };
  await mkdir(cwd);
  for (const file of files) await cp(join(here, "consumer", file), join(cwd, file));
  await writeFile(join(cwd, "package.json"), JSON.stringify({ type }));
  const compilerOptions = { ...strict, ...environment, ...options };
  await writeFile(join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts", "*.mts"] }));
}

type Rows = ReadonlyMap<Project, ReadonlyMap<Compiler, Cell>>;

function printTable(rows: Rows, versions: readonly string[]): void {
  const width = Math.max(...projects.map(({ title }) => title.length)) + 2;
  const formatRow = (first: string, cells: readonly string[]): string =>
    [first.padEnd(width), ...cells.map((text) => text.padEnd(8))].join("").trimEnd();
  console.log(formatRow("", versions));
  for (const [{ title }, cells] of rows) {
    const labels = compilers.map((compiler) => cells.get(compiler)?.label ?? "");
    console.log(formatRow(title, labels));
  }
}

/** Groups equal failures: each one with the titles of the cells that have it. */
function groupFailures(rows: Rows, versions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  for (const [{ title }, cells] of rows) {
    for (const [index, compiler] of compilers.entries()) {
      const { failure } = cells.get(compiler) ?? {};
      if (failure !== undefined) titles.set(failure, [...(titles.get(failure) ?? []), `${title}, ${versions[index]}`]);
    }
  }
  return titles;
}

async function readVersion(compiler: Compiler): Promise<string> {
  const manifest = await readFile(join(here, "node_modules", compiler, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

await main();
