import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWalkthrough, type Walkthrough } from "../support/walkthrough.ts";

let walk: Walkthrough;

beforeAll(async () => {
  walk = await openWalkthrough("add a request field");
});
afterAll(() => walk.copy[Symbol.asyncDispose]());

test("the diff in CONTRIBUTING.md applies to the spec", async () => {
  expect(await walk.applyDiff()).toContain("spec/openapi.yaml | 5 +++++");
});

test("pnpm regenerate prints the documented output", () => checkConsole(0));

test("no manual steps are left after the version and the changeset were edited", async () => {
  await walk.editVersionAndChangeset("Requests take `reply_language`.");
  await checkConsole(1);
});

test("the generated files are up to date and contain the field", async () => {
  const { code } = await walk.copy.run("scripts/generate.ts", "--check");
  expect(code).toBe(0);
  const page = await readFile(join(walk.copy.path, "packages/sdk/docs/models/chatcompletioncreateparams.md"), "utf8");
  expect(page).toMatch(/\| `reply_language` +\| .*Language of the completion, as a BCP 47 tag/);
});

test("a request with the new field compiles, and one with a misspelled field does not", async () => {
  const [, request = ""] = /complete\((\{[^]*\})\);/.exec(walk.getBlock("ts")) ?? [];
  const types = join(walk.copy.path, "packages/types/src");
  const file = join(types, "walk.ts");
  const write = (text: string): Promise<void> =>
    writeFile(
      file,
      `import type { ChatCompletionCreateParams } from "./schemas.gen.ts";\nexport const request: ChatCompletionCreateParams = ${text};\n`,
    );
  await write(request);
  expect(getTypeErrors(file)).toEqual([]);
  await write(request.replace("reply_language", "reply_lang"));
  expect(getTypeErrors(file).join()).toContain("'reply_lang' does not exist");
});

async function checkConsole(index: number): Promise<void> {
  const { output, pattern } = await walk.runConsole(index);
  expect(output).toMatch(pattern);
}

function getTypeErrors(file: string): string[] {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
