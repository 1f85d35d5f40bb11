import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram, typeProblems, writePrograms, type Program } from "@org/docs-tests/programs.ts";
import { snippetsIn } from "@org/docs-tests/snippets.ts";
import { command } from "./release.ts";

/** Somebody who has never heard of this repository, in an empty folder. */
export interface Stranger {
  /** With plain npm, and nothing in its cache. */
  install(...packages: string[]): Promise<void>;
  /** Our packages in node_modules, with their versions. */
  installed(): Promise<Record<string, string>>;
  /** What TypeScript says of a program. */
  typeProblems(code: string): Promise<string[]>;
  /** Type-checks and runs the examples of the installed README. @returns how many there are */
  runReadme(mockURL: string): Promise<number>;
}

export async function becomeStranger(folder: string, npmrc: string): Promise<Stranger> {
  await mkdir(folder);
  await writeFile(join(folder, ".npmrc"), npmrc);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = async (...packages: string[]): Promise<void> => {
    const cache = join(folder, ".npm");
    await command(folder, "npm", "install", "--no-audit", "--no-fund", "--cache", cache, ...packages);
  };
  await install("@org/sdk");

  return {
    install,
    async installed() {
      const manifests = await Promise.all(["client", "sdk", "types"].map((name) => manifestOf(folder, `@org/${name}`)));
      return Object.fromEntries(manifests.map(({ name, version }) => [name, version]));
    },
    async typeProblems(code) {
      const program = { place: "program", code };
      const programs = join(folder, "checked");
      await writePrograms(programs, [program]);
      return typeProblems(programs, [program]);
    },
    async runReadme(mockURL) {
      const readme = await readFile(join(folder, "node_modules/@org/sdk/README.md"), "utf8");
      const snippets = snippetsIn("README.md", readme);
      const programs = snippets.map((snippet) => Object.assign(snippet, { place: `README.md:${snippet.line}` }));
      assert.ok(programs.length > 0, "the README has examples");
      await install(...otherPackages(readme, programs));
      const readmeFolder = join(folder, "readme");
      await writePrograms(readmeFolder, programs);
      assert.deepEqual(await typeProblems(readmeFolder, programs), []);
      for (const program of programs.filter(({ isRun }) => isRun)) {
        const { code, stderr } = await runProgram(readmeFolder, program, { url: mockURL, prefer: program.prefer });
        assert.equal(code, 0, `${program.place} failed: ${stderr}`);
      }
      return programs.length;
    },
  };
}

/** What the text tells its reader to install beside the SDK, and what the examples import. */
function otherPackages(readme: string, programs: readonly Program[]): string[] {
  const told = [...readme.matchAll(/^npm install (\S+)$/gm)];
  const imported = programs.flatMap(({ code }) => [...code.matchAll(/ from "((?:@[^/"]+\/)?[^/"]+)/g)]);
  const names = new Set([...told, ...imported].map(([, name = ""]) => name));
  return [...names].filter((name) => !name.startsWith("node:") && !name.startsWith("@org/"));
}

async function manifestOf(folder: string, name: string): Promise<{ name: string; version: string }> {
  const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(text) as { name: string; version: string };
}
