import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installPacked } from "../packed/install-packed.ts";
import {
  bundleSizes,
  installSizes,
  loadedFiles,
  forbiddenPatterns,
  typeInstantiations,
  type Budget,
  type Program,
} from "./budgets.ts";
import { bundle, measureBundle, type Bundler } from "./bundle.ts";
import { measureInstallation } from "./install-size.ts";
import { measureTypes, type Compiler } from "./compiler.ts";
import { countLoadedFiles } from "./loaded-files.ts";

// Bytes and counts, no durations: the load of the machine does not matter.
describe("the installed packages", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "budgets-"));
    await installPacked(folder);
    await cp(fileURLToPath(new URL("programs", import.meta.url)), join(folder, "programs"), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const resolveProgram = (name: string): string => join(folder, "programs", `${name}.ts`);

  const bundleBudgets = Object.entries(bundleSizes).flatMap(([name, budgets]) =>
    Object.entries(budgets).map(([bundler, budget]) => [name as Program, bundler as Bundler, budget] as const),
  );
  test.for(bundleBudgets)(
    "the %s program stays within its size when %s bundles it",
    async ([name, bundler, budget]) => {
      checkWithin(budget, await measureBundle(bundler, resolveProgram(name)));
    },
  );

  test("each function adds as many bytes to a bundle as the README says", async () => {
    const readme = await readFile(fileURLToPath(new URL("../../sdk/README.md", import.meta.url)), "utf8");
    const rows = [...readme.matchAll(/^\| `@org\/sdk\/(?:funcs\/)?(\w+)\.js` .*\| ([\d.]+) kB +\|$/gm)];
    const measured = rows.map(async ([, name = ""]) => {
      const program = name === "relay" ? "relay-server" : name.replaceAll(/[A-Z]/g, (it) => `-${it.toLowerCase()}`);
      const sizes = [program, "function-completion"].map((each) => measureBundle("esbuild", resolveProgram(each)));
      const [total = 0, ofCall = 0] = await Promise.all(sizes);
      return (total - ofCall) / 1000;
    });
    expect(rows.length).toBeGreaterThan(3);
    expect((await Promise.all(measured)).map((kilobytes) => kilobytes.toFixed(1))).toEqual(
      rows.map(([, , kilobytes]) => kilobytes),
    );
  });

  test.for(Object.entries(loadedFiles))("importing the %s reads few files", async ([, { entries, ...budget }]) => {
    checkWithin(budget, await countLoadedFiles(folder, entries));
  });

  test("an installation stays within its number of packages and bytes", async () => {
    const { packages, ours, all } = await measureInstallation(folder);
    checkWithin(installSizes.packages, packages);
    checkWithin(installSizes.ours, ours);
    checkWithin(installSizes.all, all);
  });

  test.for(Object.entries(typeInstantiations))("%s instantiates few types for an app", async ([name, budget]) => {
    const compiler = name as Compiler;
    const counts: number[] = [];
    for (const program of ["without-sdk", "class-stream", "function-stream"]) {
      counts.push((await measureTypes(compiler, resolveProgram(program))).instantiations);
    }
    const [baseline = 0, ...withSDK] = counts;
    checkWithin(budget, Math.max(...withSDK) - baseline);
  });

  test.for(["esbuild", "rolldown"] as const)("%s bundles nothing but the call with the function", async (bundler) => {
    const code = await bundle(bundler, resolveProgram("function-stream"), false);
    const found = forbiddenPatterns.filter(([pattern]) => pattern.test(code));
    expect(found.map(([pattern, from]) => `${from}: ${pattern.exec(code)?.[0]}`)).toEqual([]);
    expect(code.match(/\bprocess\b.{0,2}env\b/g), "the environment is read in one place").toHaveLength(1);
  });

  test("the forbidden patterns match in a bundle of the client with its methods", async () => {
    const code = await bundle("esbuild", resolveProgram("class-stream"), false);
    expect(findForbidden(code)).toEqual(["the client with its methods", "the promise of the methods"]);
  });

  // That pattern consists of names in the SDK, so a renaming there would make it useless.
  test.for(["chat-stream", "chat-parse", "chat-tools", "to-assistant-message"])(
    "the forbidden patterns match in a bundle of the %s program",
    async (program) => {
      const code = await bundle("esbuild", resolveProgram(program), false);
      expect(findForbidden(code)).toContain("functions other than the call");
    },
  );
});

function findForbidden(code: string): string[] {
  return forbiddenPatterns.filter(([pattern]) => pattern.test(code)).map(([, from]) => from);
}

function checkWithin({ ceiling, goal }: Budget, value: number): void {
  expect(value, "nothing was measured").toBeGreaterThan(0);
  expect(
    value,
    `${value} exceeds the ceiling of ${ceiling} (goal: ${goal}). Reduce it, or raise the ceiling in budgets.ts and give the reason in the commit.`,
  ).toBeLessThanOrEqual(ceiling);
}
