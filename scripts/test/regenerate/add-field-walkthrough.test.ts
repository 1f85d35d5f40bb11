import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../lib/paths.ts";
import { copyRepository, type Copy } from "../support/copy-repository.ts";

const run = promisify(execFile);

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The walkthrough in CONTRIBUTING.md, executed in a copy of the repository. */
let copy: Copy;
let blocks: readonly Block[];

beforeAll(async () => {
  copy = await copyRepository();
  const text = await readFile(join(repositoryRoot, "CONTRIBUTING.md"), "utf8");
  const [, walk = ""] = /\n## Walkthrough: add a request field\n([^]*?)\n## /.exec(text) ?? [];
  blocks = [...walk.matchAll(/^```(\w+).*\n([^]*?)^```$/gm)].map(([, language = "", body = ""]) => ({
    language,
    text: body,
  }));
});
afterAll(() => copy[Symbol.asyncDispose]());

const getBlock = (language: string, index = 0): string =>
  blocks.filter((block) => block.language === language)[index]?.text ?? "";

test("the diff of the spec applies", async () => {
  await writeFile(join(copy.path, "walk.diff"), getBlock("diff"));
  copy.git("apply", "walk.diff");
  copy.git("clean", "--quiet", "--force", "walk.diff");
  expect(copy.git("diff", "--stat")).toContain("spec/openapi.yaml | 5 +++++");
});

test("the first command prints the documented output", () => checkConsole(0));

test("no manual steps are left after the version and the changeset were edited", async () => {
  const spec = join(copy.path, "spec/openapi.yaml");
  const { stdout } = await copy.run("scripts/regenerate.ts");
  const [, line, now, next] = /(\d+):\d+ Set info\.version from (\S+) to (\S+) /.exec(stdout) ?? [];
  const lines = (await readFile(spec, "utf8")).split("\n");
  lines[Number(line) - 1] = lines[Number(line) - 1]?.replace(now ?? "", next ?? "") ?? "";
  await writeFile(spec, lines.join("\n"));

  const changeset = join(copy.path, copy.git("ls-files", "--others", "--exclude-standard", ".changeset").trim());
  const text = await readFile(changeset, "utf8");
  await writeFile(changeset, text.replace(/(?<=\n---\n\n)[^]*/, "Requests take `reply_language`.\n"));
  await checkConsole(1);
});

test("the spec is valid", () => checkConsole(2));

test("the generated files are up to date and contain the field", async () => {
  const { code } = await copy.run("scripts/generate.ts", "--check");
  expect(code).toBe(0);
  const page = await readFile(join(copy.path, "packages/sdk/docs/models/chatcompletioncreateparams.md"), "utf8");
  expect(page).toMatch(/\| `reply_language` +\| .*Language of the completion, as a BCP 47 tag/);
});

test("the request compiles, and a misspelled field does not", async () => {
  const [, request = ""] = /complete\((\{[^]*\})\);/.exec(getBlock("ts")) ?? [];
  const types = join(copy.path, "packages/types/src");
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

/** Runs the command of a console block with the script of package.json, and checks its output against the block. */
async function checkConsole(index: number): Promise<void> {
  const [command = "", ...expected] = getBlock("console", index).trimEnd().split("\n");
  const [, name = ""] = /^\$ pnpm (.+)$/.exec(command) ?? [];
  const { scripts } = JSON.parse(await readFile(join(copy.path, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const path = `${join(repositoryRoot, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`;
  const { stdout, stderr } = await run("sh", ["-c", scripts[name] ?? `missing script ${name}`], {
    cwd: copy.path,
    env: { ...process.env, PATH: path, NO_COLOR: "1", FORCE_COLOR: "0" },
  }).catch((error: { stdout: string; stderr: string }) => error);
  const pattern = expected.map((line) =>
    line
      .split("…")
      .map(escapePattern)
      .join(line === "…" ? "[^]*" : ".*"),
  );
  expect(`${stdout}${stderr}`.trim()).toMatch(new RegExp(`^${pattern.join("\n")}$`));
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
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
