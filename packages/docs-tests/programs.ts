import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A program in the folder where the packed packages are installed. */
export interface Program {
  /** File and line that it comes from; also its name. */
  readonly place: string;
  readonly code: string;
}

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const preload = fileURLToPath(new URL("redirect-fetch.ts", import.meta.url));
const typeRoots = fileURLToPath(new URL("node_modules/@types", import.meta.url));

/** As strict as any reader's project may be; what is checked is also run by a Node that merely strips the types. */
const tsconfig = {
  compilerOptions: {
    target: "esnext",
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [typeRoots],
  },
};

/** Writes the programs into `folder`, which is inside the one where the packages are installed. */
export async function writePrograms(folder: string, programs: readonly Program[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  await Promise.all(programs.map((program) => writeFile(fileOf(folder, program), program.code)));
}

/** What TypeScript says of the programs in a folder, a line each, with the places from which they come. */
export async function typeProblems(folder: string, programs: readonly Program[]): Promise<string[]> {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  const places = new Map(programs.map((program) => [nameOf(program), program.place.replace(/:\d+$/, "")]));
  return stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      line.replace(/^(\S+?\.ts)\((\d+),\d+\)/, (_, name: string, row: string) => `${places.get(name) ?? name}:${row}`),
    );
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Where the mock server is. */
  readonly url: string;
  /** What it shall answer with, as its `Prefer` header has it. */
  readonly prefer?: string | undefined;
  readonly args?: readonly string[];
  /** Beside the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program of a folder to its end. */
export function runProgram(folder: string, program: Program, options: RunOptions): Promise<Run> {
  return runFile(fileOf(folder, program), options);
}

/** Runs a TypeScript file to its end. What it sends to the service goes to the mock server. */
export function runFile(file: string, options: RunOptions): Promise<Run> {
  const [command, args, env] = commandFor(file, options);
  return run(command, args, { cwd: dirname(file), env, timeout: 30_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code?: unknown; stdout: string; stderr: string }) => ({
      code: typeof error.code === "number" ? error.code : 1,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  );
}

/** How to start a file that does not end by itself. */
export function commandFor(
  file: string,
  { url, prefer, args = [], env: own }: RunOptions,
): [string, string[], NodeJS.ProcessEnv] {
  const env = {
    ...process.env,
    OPENROUTER_API_KEY: "sk-or-v1-docs",
    OPENROUTER_BASE_URL: url,
    MOCK_URL: url,
    ...(prefer === undefined ? {} : { MOCK_PREFER: prefer }),
    ...own,
  };
  return [process.execPath, ["--disable-warning=ExperimentalWarning", "--import", preload, file, ...args], env];
}

/** Does the work for each item, as many at a time as there are processors; gives what it found, in order. */
export async function forEachFew<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function fileOf(folder: string, program: Program): string {
  return join(folder, nameOf(program));
}

function nameOf({ place }: Program): string {
  return `${place.replaceAll(/[/\\:]/g, "--")}.ts`;
}
