import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadBase } from "../diff/base.ts";
import { copyRepository, type Copy } from "./support/copy-repository.ts";
import { editSpec } from "./support/edit-spec.ts";

let copy: Copy;

beforeAll(async () => {
  copy = await copyRepository();
  copy.git("tag", "@org/sdk@1.0.0");
  await editSpec(copy.path, ({ operation }) => (operation.summary = "Complete a chat"));
  copy.commit("One");
  await editSpec(copy.path, ({ operation }) => (operation.deprecated = true));
});

afterAll(() => copy[Symbol.asyncDispose]());

test.each([
  ["the last release", [], "@org/sdk@1.0.0", ["deprecated", "description"]],
  ["a revision", ["HEAD"], "HEAD", ["deprecated"]],
  ["a file", ["spec/openapi.yaml"], "spec/openapi.yaml", []],
])("compares with %s", async (_name, args, base, kinds) => {
  const { code, stdout, stderr } = await copy.run("scripts/diff-spec.ts", ...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const report = JSON.parse(stdout) as { base: string; changes: { kind: string }[] };
  expect({ base: report.base, kinds: report.changes.map(({ kind }) => kind) }).toEqual({ base, kinds });
});

/** Creates a document with a second response of an operation. */
function createDocument(response: string): string {
  return `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a: { get: { operationId: a, responses: { "200": { description: A }, ${response} } } }
  /b: { get: { responses: { "200": { description: A } } } }
`;
}

test("compares two files, and fails on the changes that are named", async () => {
  const [old, now] = [join(copy.path, "old.yaml"), join(copy.path, "new.yaml")];
  await writeFile(old, createDocument('"404": { description: B }'));
  await writeFile(now, createDocument('"202": { description: B }'));
  const run = async (...args: string[]): Promise<unknown> => {
    const { code, stdout } = await copy.run("scripts/diff-spec.ts", ...args);
    return [code, /: (.*)\. Release/.exec(stdout)?.[1] ?? stdout];
  };
  expect(await run(old, now)).toEqual([0, "1 breaking change, 1 compatible change"]);
  expect(await run(old, now, "--fail-on", "breaking")).toEqual([1, "1 breaking change, 1 compatible change"]);
  expect(await run(old, now, "--fail-on", "compatible", "--path", "/a")).toEqual([
    1,
    "1 breaking change, 1 compatible change",
  ]);
  expect(await run(old, now, "--fail-on", "compatible", "--path", "/b")).toEqual([
    0,
    `${now}: no changes for users since ${old}.\n`,
  ]);
  expect(await run(old, "HEAD", "--fail-on", "none")).toEqual([0, expect.stringContaining("breaking")]);
});

test("describes all options with --help", async () => {
  const { code, stdout } = await copy.run("scripts/diff-spec.ts", "--help");
  expect(code).toBe(0);
  for (const option of ["OLD", "NEW", "--json", "--markdown", "--path", "--fail-on", "--spec"])
    expect(stdout).toContain(option);
});

test.each([
  [["--fail-on", "everything"], /^--fail-on must be breaking, compatible, none, got "everything"\n$/],
  [["HEAD", "HEAD", "HEAD"], /^Expected at most two documents, got HEAD, HEAD, HEAD\n$/],
  [["HEAD", "nowhere.yaml"], /^"nowhere.yaml" is neither a file nor a git revision\./],
  [["HEAD", "--path", "/nowhere"], /^--path matches no path or webhook of the documents: \/nowhere\n$/],
  [["HEAD", "--unknown"], /^Unknown option '--unknown'/],
])("exits with 2 for %j", async (args, message) => {
  const { code, stdout, stderr } = await copy.run("scripts/diff-spec.ts", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
});

test("does not change the repository", () => {
  expect(copy.git("status", "--short")).toBe(" M spec/openapi.yaml\n?? new.yaml\n?? old.yaml\n");
});

test("exits with 2 and one line for wrong arguments", async () => {
  const { code, stdout, stderr } = await copy.run("scripts/diff-spec.ts", "no-such-thing");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^"no-such-thing" is neither a file nor a git revision\. Give a revision or a file: .*\n$/);
});

test.each([
  [["HEAD", "main"], "Expected one revision or file to compare with, got HEAD, main"],
  [["nowhere.yaml"], '"nowhere.yaml" is neither a file nor a git revision.'],
  [["--upload-pack=x"], '"--upload-pack=x" is neither a file nor a git revision.'],
])("rejects %s as a base", async (args, message) => {
  await expect(loadBase(args)).rejects.toThrow(message);
});

test("reports an invalid document at the revision", async () => {
  await writeFile(join(copy.path, "spec/openapi.yaml"), "openapi: 2\n");
  copy.commit("Broken");
  copy.git("revert", "--no-commit", "HEAD");
  const { code, stderr } = await copy.run("scripts/diff-spec.ts", "HEAD");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Cannot read the document at HEAD\. .*openapi\.yaml:1:\d+: OpenAPI 2 is not supported\./);
});
