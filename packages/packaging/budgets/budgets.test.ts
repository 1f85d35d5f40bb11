import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installPacked } from "../packed/install-packed.ts";
import { bundles, installation, modules, strangers, types, type Budget, type Program } from "./budgets.ts";
import { bundle, bundleBytes, type Bundler } from "./bundle.ts";
import { installed } from "./install-size.ts";
import { diagnostics, type Compiler } from "./compiler.ts";
import { loadedModules } from "./loaded-files.ts";

// Counts and no times: a busy machine changes nothing here.
describe("what the packages cost as they are installed", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "budgets-"));
    await installPacked(folder);
    await cp(fileURLToPath(new URL("programs", import.meta.url)), join(folder, "programs"), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const program = (name: string): string => join(folder, "programs", `${name}.ts`);

  const wanted = Object.entries(bundles).flatMap(([name, each]) =>
    Object.entries(each).map(([bundler, budget]) => [name as Program, bundler as Bundler, budget] as const),
  );
  test.for(wanted)("bytes of the %s program, bundled by %s", async ([name, bundler, budget]) => {
    checkWithin(budget, await bundleBytes(bundler, program(name)));
  });

  test("what the README says that each function adds to the call", async () => {
    const readme = await readFile(fileURLToPath(new URL("../../sdk/README.md", import.meta.url)), "utf8");
    const said = [...readme.matchAll(/^\| `@org\/sdk\/(?:funcs\/)?(\w+)\.js` .*\| ([\d.]+) kB +\|$/gm)];
    const call = await bundleBytes("esbuild", program("function-completion"));
    const measured = said.map(async ([, name = ""]) => {
      const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return ((await bundleBytes("esbuild", program(kebab === "relay" ? "relay-server" : kebab))) - call) / 1000;
    });
    expect(said.length).toBeGreaterThan(3);
    expect((await Promise.all(measured)).map((kilobytes) => kilobytes.toFixed(1))).toEqual(
      said.map(([, , adds]) => adds),
    );
  });

  test.for(Object.entries(modules))("files read by the import of the %s", async ([, { entries, ...budget }]) => {
    checkWithin(budget, await loadedModules(folder, entries));
  });

  test("packages and bytes installed", async () => {
    const found = await installed(folder);
    checkWithin(installation.packages, found.packages);
    checkWithin(installation.ours, found.ours);
    checkWithin(installation.all, found.all);
  });

  test.for(Object.entries(types))("types that %s makes for an app", async ([name, budget]) => {
    const compiler = name as Compiler;
    const counts: number[] = [];
    for (const each of ["without-sdk", "class-stream", "function-stream"]) {
      counts.push((await diagnostics(compiler, program(each))).instantiations);
    }
    const [zero = 0, ...ours] = counts;
    checkWithin(budget, Math.max(...ours) - zero);
  });

  test.for(["esbuild", "rolldown"] as const)("nothing strange is bundled with the function by %s", async (bundler) => {
    const code = await bundle(bundler, program("function-stream"), false);
    const found = strangers.filter(([pattern]) => pattern.test(code));
    expect(found.map(([pattern, from]) => `${from}: ${pattern.exec(code)?.[0]}`)).toEqual([]);
    expect(code.match(/\bprocess\b.{0,2}env\b/g), "the environment is read in one place").toHaveLength(1);
  });

  test("the list of strangers knows the client with its methods", async () => {
    const code = await bundle("esbuild", program("class-stream"), false);
    const found = strangers.filter(([pattern]) => pattern.test(code));
    expect(found.map(([, from]) => from)).toEqual(["the client with its methods", "the promise of the methods"]);
  });
});

function checkWithin({ ceiling, goal }: Budget, value: number): void {
  expect(value, "nothing was measured").toBeGreaterThan(0);
  expect(
    value,
    `${value} is over the ceiling of ${ceiling} (goal: ${goal}); bring it down, or raise the ceiling in budgets.ts with a sentence in the same commit`,
  ).toBeLessThanOrEqual(ceiling);
}
