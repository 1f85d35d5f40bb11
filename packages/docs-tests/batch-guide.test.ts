import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { expect, onTestFinished, test } from "vitest";
import { parseFences } from "./fences.ts";
import { runFile } from "./programs.ts";
import { root } from "./snippets.ts";

const example = `${root}/packages/sdk/examples/batch`;
const documents = [`${root}/packages/sdk/guides/many-prompts.md`, `${example}/README.md`];
const fences = documents.flatMap((file) => parseFences(readFileSync(file, "utf8")));

test("the batch example prints the documented output, with the prompts in its folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "batch-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const mock = await startMockServer();
  onTestFinished(() => mock.stop());
  const output = join(folder, "results.jsonl");
  const result = await runFile(join(example, "run.ts"), {
    url: mock.url,
    args: [join(example, "prompts.jsonl"), output, "--max-cost", "5"],
    env: { BATCH_FOLDER: join(folder, "database"), DATABASE_URL: "" },
  });
  expect([result.code, result.stderr]).toEqual([0, ""]);
  const documented = fences.filter(({ text }) => text.startsWith("prompts: "));
  expect(documented).toHaveLength(2);
  for (const { text } of documented) {
    const progress = text.split("\n")[1] ?? "";
    expect(progress).toMatch(progressLine);
    expect(text.replace(`${progress}\n`, "")).toBe(
      removeProgress(result.stdout).replace(output, "results.jsonl").trim(),
    );
  }
  const lines = (await readFile(output, "utf8")).trim().split("\n");
  const results = lines.map((line) => JSON.parse(line) as { line: number; cost: number });
  expect(results.map(({ line }) => line)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
});

test("the excerpts in the guide are from the batch example", () => {
  const excerpts = fences.flatMap(({ info, text }) => {
    const [, file] = /^no-check: an excerpt from (\S+)$/.exec(info) ?? [];
    return file === undefined ? [] : [{ file, text }];
  });
  expect(excerpts.length).toBeGreaterThan(2);
  for (const { file, text } of excerpts) {
    expect(removeIndentation(readFileSync(join(example, file), "utf8"))).toContain(removeIndentation(text));
  }
});

const progressLine = /^\d+ of 11 done, 0 failed, \d+ in flight, \d+ queued; [\d.]+ per second; \$[\d.]+ of \$5$/;

/** Removes the lines that depend on the time. */
function removeProgress(text: string): string {
  return text
    .split("\n")
    .filter((line) => !progressLine.test(line))
    .join("\n");
}

function removeIndentation(text: string): string {
  return text.replaceAll(/^ +/gm, "");
}
