import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findTypeErrors, runProgram, writePrograms, type Program } from "@org/docs-tests/programs.ts";
import { parseSnippets } from "@org/docs-tests/snippets.ts";
import { runCommand } from "./release.ts";

/** A consumer of the packages, in a folder outside this repository. */
export interface Consumer {
  /** Installs packages with npm, with an empty cache. */
  install(...packages: string[]): Promise<void>;
  /** Reads the versions of our packages from node_modules. */
  readVersions(): Promise<Record<string, string>>;
  /** Type-checks a program, and returns the lines of TypeScript's output. */
  findTypeErrors(code: string): Promise<string[]>;
  /**
   * Type-checks and runs the examples of the installed README.
   *
   * @param mockURL the URL of the mock server
   * @returns the number of examples
   */
  runReadme(mockURL: string): Promise<number>;
}

/** Creates a consumer in a new folder, and installs the SDK there. */
export async function createConsumer(folder: string, npmrc: string): Promise<Consumer> {
  await mkdir(folder);
  await writeFile(join(folder, ".npmrc"), npmrc);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = async (...packages: string[]): Promise<void> => {
    const cache = join(folder, ".npm");
    await runCommand(folder, "npm", "install", "--no-audit", "--no-fund", "--cache", cache, ...packages);
  };
  await install("@org/sdk");

  return {
    install,
    async readVersions() {
      const names = ["client", "sdk", "types"];
      const manifests = await Promise.all(names.map((name) => readManifest(folder, `@org/${name}`)));
      return Object.fromEntries(manifests.map(({ name, version }) => [name, version]));
    },
    async findTypeErrors(code) {
      const program = { location: "program", code };
      const programFolder = join(folder, "program");
      await writePrograms(programFolder, [program]);
      return findTypeErrors(programFolder, [program]);
    },
    async runReadme(mockURL) {
      const readme = await readFile(join(folder, "node_modules/@org/sdk/README.md"), "utf8");
      const snippets = parseSnippets("README.md", readme);
      const programs = snippets.map((snippet) => Object.assign(snippet, { location: `README.md:${snippet.line}` }));
      assert.ok(programs.length > 0, "the README has examples");
      await install(...findOtherPackages(readme, programs));
      const readmeFolder = join(folder, "readme");
      await writePrograms(readmeFolder, programs);
      assert.deepEqual(await findTypeErrors(readmeFolder, programs), []);
      for (const program of programs.filter(({ isRun }) => isRun)) {
        const { code, stderr } = await runProgram(readmeFolder, program, { url: mockURL, prefer: program.prefer });
        assert.equal(code, 0, `${program.location} failed: ${stderr}`);
      }
      return programs.length;
    },
  };
}

/** Returns the packages that the README installs next to the SDK, and those that its examples import. */
function findOtherPackages(readme: string, programs: readonly Program[]): string[] {
  const documented = [...readme.matchAll(/^npm install (\S+)$/gm)];
  const imported = programs.flatMap(({ code }) => [...code.matchAll(/ from "((?:@[^/"]+\/)?[^/"]+)/g)]);
  const names = new Set([...documented, ...imported].map(([, name = ""]) => name));
  return [...names].filter((name) => !name.startsWith("node:") && !name.startsWith("@org/"));
}

async function readManifest(folder: string, name: string): Promise<{ name: string; version: string }> {
  const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(text) as { name: string; version: string };
}
