import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const compilerOptions = {
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
  module: "nodenext",
  moduleDetection: "force",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** The measured compilers, by the package that depends on them: the generator needs 5.9. */
const compilers = {
  "TypeScript 7": new URL("../package.json", import.meta.url),
  "TypeScript 5.9": new URL("../../../scripts/package.json", import.meta.url),
};
export type Compiler = keyof typeof compilers;

/** What a compiler reports about its run. */
export interface TypeCost {
  /** The number of type instantiations. */
  readonly instantiations: number;
  readonly seconds: number;
}

/**
 * Type-checks a program.
 *
 * @throws {Error} when the program has errors
 */
export async function measureTypes(compiler: Compiler, program: string): Promise<TypeCost> {
  const tsc = join(dirname(createRequire(compilers[compiler]).resolve("typescript/package.json")), "bin/tsc");
  const project = `${program}.${compiler}.json`;
  await writeFile(project, JSON.stringify({ compilerOptions, files: [program] }));
  const { stdout } = await run(process.execPath, [tsc, "-p", project, "--extendedDiagnostics"]).catch(
    (error: { stdout: string }) => {
      throw new Error(`${compiler} reports errors in ${program}:\n${error.stdout}`);
    },
  );
  const read = (name: string): number => {
    const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)s?$`, "m").exec(stdout) ?? [];
    if (value === undefined) throw new Error(`Expected "${name}" in the output:\n${stdout}`);
    return Number(value);
  };
  return { instantiations: read("Instantiations"), seconds: read("Total time") };
}
