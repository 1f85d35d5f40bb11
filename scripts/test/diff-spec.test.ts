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

test("does not change the repository", () => {
  expect(copy.git("status", "--short")).toBe(" M spec/openapi.yaml\n");
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
