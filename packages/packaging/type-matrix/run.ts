import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installPacked } from "../packed/install-packed.ts";
import { compilers, projects, type Compiler, type Project } from "./matrix.ts";

// The types as they are published, in the projects that users have, under the compilers that they have.
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const atOnce = 2;

interface Cell {
  /** `ok`, the documented error, or `-` where nothing is promised. */
  readonly shown: string;
  /** What the compiler said instead of what it should. */
  readonly surprise?: string;
}

async function main(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
  const folder = await mkdtemp(join(tmpdir(), "type-matrix-"));
  try {
    await installPacked(folder);
    const rows = new Map(projects.map((project) => [project, new Map<Compiler, Cell>()]));
    const left = [...rows].flatMap(([project, cells]) => compilers.map((compiler) => ({ project, cells, compiler })));
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        next.cells.set(next.compiler, await compile(folder, next.project, next.compiler));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const versions = await Promise.all(compilers.map(version));
    print(rows, versions);
    for (const [said, places] of surprises(rows, versions)) {
      process.exitCode = 1;
      console.log(`\n✗ ${places.join("\n✗ ")}\n${said.trim()}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(folder: string, project: Project, compiler: Compiler): Promise<Cell> {
  const { since, before, mentions = "" } = project;
  const isPromised = since !== "never" && compilers.indexOf(compiler) >= compilers.indexOf(since);
  const wanted = isPromised ? "ok" : before?.(compiler);
  if (wanted === undefined) return { shown: "-" };

  const cwd = join(folder, `${project.title} ${compiler}`);
  await write(cwd, project);
  const tsc = join(here, "node_modules", compiler, "bin/tsc");
  const said = await run(process.execPath, [tsc, "-p", cwd], { cwd }).then(
    () => "",
    (error: { stdout: string }) => error.stdout || String(error),
  );
  const isAsWanted = wanted === "ok" ? said === "" : said.includes(`error ${wanted}:`) && said.includes(mentions);
  return isAsWanted ? { shown: wanted } : { shown: "✗", surprise: said || `compiles, and ${wanted} was expected` };
}

/** A user's project: the program, its package.json and its tsconfig.json. */
async function write(cwd: string, { type, options, globals, files }: Project): Promise<void> {
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

function print(rows: Rows, versions: readonly string[]): void {
  const width = Math.max(...projects.map(({ title }) => title.length)) + 2;
  const row = (first: string, cells: readonly string[]): string =>
    [first.padEnd(width), ...cells.map((text) => text.padEnd(8))].join("").trimEnd();
  console.log(row("", versions));
  for (const [{ title }, cells] of rows) {
    const shown = compilers.map((compiler) => cells.get(compiler)?.shown ?? "");
    console.log(row(title, shown));
  }
}

/** What the compilers said that they should not, once each, under the names of the cells where they did. */
function surprises(rows: Rows, versions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const [{ title }, cells] of rows) {
    for (const [index, compiler] of compilers.entries()) {
      const { surprise } = cells.get(compiler) ?? {};
      if (surprise !== undefined)
        places.set(surprise, [...(places.get(surprise) ?? []), `${title}, ${versions[index]}`]);
    }
  }
  return places;
}

async function version(compiler: Compiler): Promise<string> {
  const manifest = await readFile(join(here, "node_modules", compiler, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

await main();
