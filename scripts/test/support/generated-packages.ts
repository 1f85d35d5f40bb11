import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generatePackages } from "../../codegen/generate-packages.ts";
import { write } from "../../codegen/output.ts";
import { compilerOptions } from "../../codegen/package-files.ts";
import { runCommand } from "../../lib/run-command.ts";
import { createTestDir } from "./temp-dir.ts";

const scripts = join(import.meta.dirname, "../..");

/** The JavaScript and the Go implementation of TypeScript. */
export const compilers = {
  "TypeScript 5.9": join(scripts, "node_modules/.bin/tsc"),
  "TypeScript 7": join(scripts, "../node_modules/.bin/tsc"),
};

/** Generates both packages of a document into a new folder, with links to each other and to openapi-fetch. */
export async function writeGeneratedPackages(spec: string): Promise<string> {
  const folder = await createTestDir();
  write(await generatePackages(spec, folder));
  await mkdir(join(folder, "node_modules/@org"), { recursive: true });
  for (const [link, target] of [
    ["@org/types", join(folder, "types")],
    ["@org/client", join(folder, "client")],
    ["openapi-fetch", join(scripts, "node_modules/openapi-fetch")],
  ] as const) {
    await symlink(target, join(folder, "node_modules", link), "junction");
  }
  return folder;
}

/** Builds both packages and a file that uses them, and returns the output of the compiler. */
export async function compilePackages(folder: string, usage: string, compiler: string): Promise<string> {
  await writeFile(join(folder, "usage.ts"), usage);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const output: string[] = [];
  for (const project of ["types", "client", "."]) {
    const { stdout, stderr } = await runCommand(compiler, ["-p", join(folder, project), "--pretty", "false"], {
      cwd: folder,
    });
    output.push(stdout + stderr);
  }
  return output.join("");
}

const tsconfig = { compilerOptions, files: ["usage.ts"] };

/**
 * Checks sources of both packages, and of programs that use them, in one run without output.
 *
 * @param files below the folder
 * @param options more compiler options
 * @returns the output of the compiler
 */
export async function checkSources(
  folder: string,
  files: readonly string[],
  { compiler = compilers["TypeScript 7"], options = {} }: { compiler?: string; options?: object } = {},
): Promise<string> {
  const config = {
    compilerOptions: {
      ...compilerOptions,
      noEmit: true,
      allowImportingTsExtensions: true,
      paths: { "@org/types": ["./types/src/index.gen.ts"] },
      ...options,
    },
    files,
  };
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.check.json"), JSON.stringify(config));
  const args = ["-p", join(folder, "tsconfig.check.json"), "--pretty", "false"];
  const { stdout, stderr } = await runCommand(compiler, args, { cwd: folder });
  return stdout + stderr;
}
