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

/** How many types a compiler makes from generic ones for a program. @throws when the program has errors */
export async function instantiations(compiler: Compiler, program: string): Promise<number> {
  const tsc = join(dirname(createRequire(compilers[compiler]).resolve("typescript/package.json")), "bin/tsc");
  const project = `${program}.${compiler}.json`;
  await writeFile(project, JSON.stringify({ compilerOptions, files: [program] }));
  const { stdout } = await run(process.execPath, [tsc, "-p", project, "--extendedDiagnostics"]);
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(stdout) ?? [];
  if (count === undefined) throw new Error(`No count of instantiations in:\n${stdout}`);
  return Number(count);
}
