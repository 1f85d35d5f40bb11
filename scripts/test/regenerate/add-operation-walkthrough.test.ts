import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWalkthrough, type Walkthrough } from "../support/walkthrough.ts";

/**
 * The steps of CONTRIBUTING.md, and the tests that a new operation affects. The whole `pnpm test` takes minutes: most of
 * its tests, such as those of network faults, do not depend on the operations.
 */
let walk: Walkthrough;

beforeAll(async () => {
  walk = await openWalkthrough("add an operation");
});
afterAll(() => walk.copy[Symbol.asyncDispose]());

test("the diff in CONTRIBUTING.md applies to the spec", async () => {
  expect(await walk.applyDiff()).toContain("spec/openapi.yaml | ");
});

test("pnpm regenerate prints the documented output, which lists the manual steps", () => checkConsole(0));

test("pnpm regenerate --scaffold prints the documented output, which lists the files from templates", () =>
  checkConsole(1));

test("no manual steps are left after the version and the changeset were edited and the exports recorded", async () => {
  await walk.editVersionAndChangeset(
    "Add `prompts.versions` (`GET /prompts/{slug}/versions`, with `PromptVersionsResponse` and `PromptVersion`), " +
      "`prompts.save` (`PUT /prompts/{slug}`, with `PromptSaveParams`) and `prompts.delete` " +
      "(`DELETE /prompts/{slug}`), with the parameter `PromptSlug`.",
  );
  // What the third command does, without turbo, which looks for pnpm on PATH.
  for (const name of ["types", "client", "sdk"]) await walk.runScript("build", `packages/${name}`);
  await checkConsole(3);
  await checkConsole(4);
});

test("the spec is valid, and the generated files are up to date", async () => {
  await walk.runScript("spec:lint");
  await walk.runScript("generate --check");
  const readPage = (name: string): Promise<string> =>
    readFile(join(walk.copy.path, `packages/sdk/docs/funcs/${name}.md`), "utf8");
  expect(await readPage("promptsdelete")).toContain('promptsDelete(core, { slug: "weather-report" })');
  const page = await readPage("promptssave");
  for (const name of ["parameters.slug", "parameters.label", "request.text"]) expect(page).toContain(`\`${name}\``);
});

test("the SDK, its tests and the call in CONTRIBUTING.md compile; misspelled parameters do not", async () => {
  await walk.runScript("typecheck", "packages/sdk");
  const check = async (text: string): Promise<string> => {
    await writeFile(join(walk.copy.path, "packages/e2e/walkthrough.ts"), text);
    return walk.runTool("tsc -p tsconfig.json", "packages/e2e").catch((error: { stdout: string }) => error.stdout);
  };
  expect(await check(walk.getBlock("ts"))).toBe("");
  const misspelled = walk.getBlock("ts").replace("labels:", "lables:").replace("label:", "lable:");
  const errors = await check(misspelled);
  for (const name of ["lables", "lable"]) expect(errors).toContain(`'${name}' does not exist in type`);
});

test("the tests of the SDK pass, with a row for each operation", async () => {
  const output = await walk.runTool(
    "vitest run test/funcs/operations.test.ts test/entry-points.test.ts",
    "packages/sdk",
  );
  expect(output).toMatch(/Test Files +2 passed/);
});

test("the contract tests of the new operations pass against the mock server", async () => {
  const names = "listPromptVersions|savePrompt|deletePrompt|prompts";
  const output = await walk.runTool(`vitest run --project e2e contract spec/examples -t "${names}"`, "packages/e2e");
  for (const file of ["contract/raw-client", "contract/sdk-operations", "spec/examples"]) {
    expect(output).toMatch(new RegExp(`✓ \\|e2e\\| ${file}\\.test\\.ts`));
  }
});

async function checkConsole(index: number): Promise<void> {
  const { output, pattern } = await walk.runConsole(index);
  expect(output).toMatch(pattern);
}
