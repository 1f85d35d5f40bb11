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
])("compared with %s", async (_name, args, base, kinds) => {
  const { code, stdout, stderr } = await copy.run("scripts/diff-spec.ts", ...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const report = JSON.parse(stdout) as { base: string; changes: { kind: string }[] };
  expect({ base: report.base, kinds: report.changes.map(({ kind }) => kind) }).toEqual({ base, kinds });
});

test("the repository is left as it was", () => {
  expect(copy.git("status", "--short")).toBe(" M spec/openapi.yaml\n");
});

test("wrong arguments: exit 2, and one line that says so", async () => {
  const { code, stdout, stderr } = await copy.run("scripts/diff-spec.ts", "no-such-thing");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^"no-such-thing" is neither a file nor a git revision\. Give one of them: .*\n$/);
});

test.each([
  [["HEAD", "main"], "There can be one thing to compare with: HEAD, main"],
  [["nowhere.yaml"], '"nowhere.yaml" is neither a file nor a git revision.'],
  [["--upload-pack=x"], '"--upload-pack=x" is neither a file nor a git revision.'],
])("%s can't be compared with", async (args, message) => {
  await expect(loadBase(args)).rejects.toThrow(message);
});

test("a document at that revision that is none", async () => {
  await writeFile(join(copy.path, "spec/openapi.yaml"), "openapi: 2\n");
  copy.commit("Broken");
  copy.git("revert", "--no-commit", "HEAD");
  const { code, stderr } = await copy.run("scripts/diff-spec.ts", "HEAD");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^The document at HEAD can't be read\. .*openapi\.yaml:1:\d+: OpenAPI 2 is not supported\./);
});
