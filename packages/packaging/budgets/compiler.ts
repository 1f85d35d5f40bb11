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

/** The compilers that users have; 5.9 stands where the generator needs it. */
const compilers = {
  "TypeScript 7": new URL("../package.json", import.meta.url),
  "TypeScript 5.9": new URL("../../../scripts/package.json", import.meta.url),
};
export type Compiler = keyof typeof compilers;

export interface Diagnostics {
  /** How many types the compiler made from generic ones. */
  readonly instantiations: number;
  /** How long it ran. */
  readonly seconds: number;
}

/** What a compiler says of itself after a program. @throws when the program has errors */
export async function diagnostics(compiler: Compiler, program: string): Promise<Diagnostics> {
  const tsc = join(dirname(createRequire(compilers[compiler]).resolve("typescript/package.json")), "bin/tsc");
  const project = `${program}.${compiler}.json`;
  await writeFile(project, JSON.stringify({ compilerOptions, files: [program] }));
  const { stdout } = await run(process.execPath, [tsc, "-p", project, "--extendedDiagnostics"]).catch(
    (error: { stdout: string }) => {
      throw new Error(`${compiler} refuses ${program}:\n${error.stdout}`);
    },
  );
  const read = (name: string): number => {
    const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)s?$`, "m").exec(stdout) ?? [];
    if (value === undefined) throw new Error(`No "${name}" in:\n${stdout}`);
    return Number(value);
  };
  return { instantiations: read("Instantiations"), seconds: read("Total time") };
}
