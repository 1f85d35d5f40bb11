import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findDiscouragedWords } from "../lib/discouraged-words.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { runScript } from "./support/run-script.ts";

describe("reports", () => {
  test.for([
    ["whoever calls it", "whoever"],
    ["seen by nobody else", "nobody"],
    ["the bug is mended", "mended"],
    ["begins anew", "anew"],
    ["fails at once", "at once"],
    ["the option beside it", "beside"],
    ["a fetch of the caller's own", "of the caller's own"],
    ["This is no number", "is no number"],
    ["the client is told of it", "is told"],
    ["what stands behind it", "stands behind"],
    ["an error answer", "error answer"],
    ["requests and answers", "requests and answers"],
    ["function answerOf(text)", "answerOf"],
    ["behaviour", "behaviour"],
    ["serialised", "serialised"],
  ] as const)("%s", ([text, found]) => {
    expect(findDiscouragedWords(text)).toEqual([{ line: 1, found, use: expect.any(String) }]);
  });
});

describe("accepts", () => {
  test.for([
    "The model answers with the results of its tools.",
    "MockAnswer, finalText, message.refusal",
    "There is no limit.",
    "The table is no wider than a phone, and is no longer empty.",
    "The mock server behind the playground",
    "names.indexOf(name), schema.oneOf, Object.getPrototypeOf(value)",
    "The service's own tool loop; import paths of their own",
    "recommend, promise, exercise, advertise",
  ])("%s", (text) => {
    expect(findDiscouragedWords(text)).toEqual([]);
  });
});

test("counts lines from 1", () => {
  expect(findDiscouragedWords("one\ntwo anew\nthree anew").map(({ line }) => line)).toEqual([2, 3]);
});

test("fails with file, line, word and alternative until the word is removed", async () => {
  const file = "scripts/test/language-sample.md";
  const path = join(repositoryRoot, file);
  onTestFinished(() => rm(path, { force: true }));
  await writeFile(path, "# Sample\n\nIt is mended.\n");
  const result = await runScript("lint-language.ts", [file]);
  expect(result).toMatchObject({ code: 1, stderr: `${file}:3: "mended". Use: fix.\n` });
  await writeFile(path, "# Sample\n\nIt is fixed.\n");
  expect(await runScript("lint-language.ts", [file])).toMatchObject({ code: 0, stderr: "" });
});

test("a path that matches no file is an error", async () => {
  expect(await runScript("lint-language.ts", ["no/such/path"])).toMatchObject({
    code: 2,
    stderr: "No text matches no/such/path\n",
  });
});
