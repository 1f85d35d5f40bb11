import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A program for the folder where the packed packages are installed. */
export interface Program {
  /** The file and line that it comes from. Its file name is derived from it. */
  readonly location: string;
  readonly code: string;
}

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const preload = fileURLToPath(new URL("redirect-fetch.ts", import.meta.url));
const typeRoots = fileURLToPath(new URL("node_modules/@types", import.meta.url));

/** As strict as a reader's project may be. Node runs the programs by stripping their types. */
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

/** Writes programs to a folder inside the one where the packages are installed. */
export async function writePrograms(folder: string, programs: readonly Program[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  await Promise.all(programs.map((program) => writeFile(join(folder, toFileName(program)), program.code)));
}

/** Type-checks the programs in a folder, and returns the lines of TypeScript's output with the programs' locations. */
export async function findTypeErrors(folder: string, programs: readonly Program[]): Promise<string[]> {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  const files = new Map(programs.map((program) => [toFileName(program), program.location.replace(/:\d+$/, "")]));
  return stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      line.replace(/^(\S+?\.ts)\((\d+),\d+\)/, (_, name: string, row: string) => `${files.get(name) ?? name}:${row}`),
    );
}

/** The result of a program that has exited. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The URL of the mock server. */
  readonly url: string;
  /** The `Prefer` header that selects the mock server's response. */
  readonly prefer?: string | undefined;
  readonly args?: readonly string[];
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program that was written to a folder. */
export function runProgram(folder: string, program: Program, options: RunOptions): Promise<RunResult> {
  return runFile(join(folder, toFileName(program)), options);
}

/** Runs a TypeScript file. Its requests for the service go to the mock server. */
export function runFile(file: string, options: RunOptions): Promise<RunResult> {
  const [command, args, env] = getCommand(file, options);
  return run(command, args, { cwd: dirname(file), env, timeout: 30_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code?: unknown; stdout: string; stderr: string }) => ({
      code: typeof error.code === "number" ? error.code : 1,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  );
}

/** Returns the command, arguments and environment that start a file. */
export function getCommand(
  file: string,
  { url, prefer, args = [], env: added }: RunOptions,
): [string, string[], NodeJS.ProcessEnv] {
  const env = {
    ...process.env,
    OPENROUTER_API_KEY: "sk-or-v1-docs",
    OPENROUTER_BASE_URL: url,
    MOCK_URL: url,
    ...(prefer === undefined ? {} : { MOCK_PREFER: prefer }),
    ...added,
  };
  return [process.execPath, ["--disable-warning=ExperimentalWarning", "--import", preload, file, ...args], env];
}

/** Maps items with an async function that runs as often in parallel as there are processors. Keeps their order. */
export async function mapConcurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await map(items[index] as T);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function toFileName({ location }: Program): string {
  return `${location.replaceAll(/[/\\:]/g, "--")}.ts`;
}
