import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check, generatedMark, generatedPageMark, write, type Output } from "../../codegen/output.ts";
import { createTestDir } from "../support/temp-dir.ts";

const header = `${generatedMark}spec.yaml.\n`;

function createOutput(folder: string, files: Record<string, string>): Output {
  return { files: new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text])), folders: [folder] };
}

test("writes the files that differ, and no others", async () => {
  const folder = join(await createTestDir(), "not/there/yet");
  expect(write(createOutput(folder, { "a.gen.ts": "a\n", "b.gen.ts": "b\n" }))).toBe(2);
  const before = await stat(join(folder, "a.gen.ts"), { bigint: true });
  expect(write(createOutput(folder, { "a.gen.ts": "a\n", "b.gen.ts": "c\n" }))).toBe(1);
  const after = await stat(join(folder, "a.gen.ts"), { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  expect(await readFile(join(folder, "b.gen.ts"), "utf8")).toBe("c\n");
  expect(await readdir(folder)).toEqual(["a.gen.ts", "b.gen.ts"]);
});

test("treats a checkout with CRLF as up to date", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "a.gen.ts"), "a\r\nb\r\n");
  expect(check(createOutput(folder, { "a.gen.ts": "a\nb\n" }))).toEqual([]);
});

test("deletes generated files that are no longer generated, and keeps other files", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "old.gen.ts"), `${header}old\n`);
  await writeFile(join(folder, ".a.gen.ts.1.tmp"), "left by a run that was killed");
  await writeFile(join(folder, "hand-written.ts"), "mine\n");
  expect(write(createOutput(folder, { "a.gen.ts": "a\n" }))).toBe(3);
  expect(await readdir(folder)).toEqual(["a.gen.ts", "hand-written.ts"]);
});

test("deletes generated pages that are no longer generated, and keeps other pages", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "old.md"), `${generatedPageMark}spec.yaml. -->\n`);
  await writeFile(join(folder, ".a.md.1.tmp"), "left by a run that was killed");
  await writeFile(join(folder, "mine.md"), "# Mine\n");
  expect(write(createOutput(folder, {}))).toBe(2);
  expect(await readdir(folder)).toEqual(["mine.md"]);
});

test("shows what would change, and changes nothing in a check", async () => {
  const folder = await createTestDir();
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  await writeFile(join(folder, "a.gen.ts"), `${lines.join("\n")}\n`);
  await writeFile(join(folder, "old.gen.ts"), header);
  const changed = lines.with(4, "line five").toSpliced(9, 0, "new").toSpliced(18, 1);
  const diffs = check(createOutput(folder, { "a.gen.ts": `${changed.join("\n")}\n`, "b.gen.ts": "b\n" }));
  expect(diffs.map((diff) => diff.replaceAll(/^(---|\+\+\+) .*[/\\]/gm, "$1 "))).toEqual([
    `--- a.gen.ts
+++ a.gen.ts
@@ -3,9 +3,10 @@
 line 3
 line 4
-line 5
+line five
 line 6
 line 7
 line 8
 line 9
+new
 line 10
 line 11
@@ -16,5 +17,4 @@
 line 16
 line 17
-line 18
 line 19
 line 20`,
    "--- b.gen.ts\n+++ b.gen.ts\n@@ -0,0 +1,1 @@\n+b",
    `--- old.gen.ts\n+++ old.gen.ts\n@@ -1,1 +0,0 @@\n-${header.trim()}`,
  ]);
  expect(await readdir(folder)).toEqual(["a.gen.ts", "old.gen.ts"]);
});

test("cuts a long diff, and counts the lines of the rest", async () => {
  const folder = await createTestDir();
  const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index + 1}\n`);
  const [long = "", rewritten = ""] = check(
    createOutput(folder, { "long.gen.ts": lines.slice(0, 100).join(""), "rewritten.gen.ts": lines.join("") }),
  );
  expect(long.split("\n").slice(-2)).toEqual(["+line 59", "… 41 more lines"]);
  expect(rewritten.split("\n").slice(2)).toEqual(["… more than 2000 lines differ"]);
});

test("writes no file, and leaves no temporary file, when one of them cannot be written", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "a.gen.ts"), "old\n");
  const name = `${"x".repeat(248)}.gen.ts`; // The name of its temporary file is longer than file systems allow.
  expect(() => write(createOutput(folder, { "a.gen.ts": "new\n", [name]: "b\n" }))).toThrow("ENAMETOOLONG");
  expect(await readFile(join(folder, "a.gen.ts"), "utf8")).toBe("old\n");
  expect(await readdir(folder)).toEqual(["a.gen.ts"]);
});

test("leaves each file whole, old or new, when the run is killed", async () => {
  const folder = join(await createTestDir(), "src");
  await mkdir(folder);
  const texts = new Set(["old", "new"].map((word) => `${word} line\n`.repeat(20_000)));
  const script = `
    import { write } from ${JSON.stringify(join(import.meta.dirname, "../../codegen/output.ts"))};
    const texts = ["old", "new"].map((word) => (word + " line\\n").repeat(20_000));
    for (let run = 0; ; run++) {
      const files = Array.from({ length: 20 }, (_, n) => [${JSON.stringify(folder)} + "/" + n + ".gen.ts", texts[run % 2]]);
      write({ files: new Map(files), folders: [${JSON.stringify(folder)}] });
      if (run === 0) console.log("written");
      await new Promise((resolve) => setImmediate(resolve));
    }`;
  for (const changes of [1, 7, 20, 45, 80]) {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    let seen = 0;
    const watcher = watch(folder, () => {
      if (++seen === changes) child.kill("SIGKILL");
    });
    await ended;
    watcher.close();
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, n) => readFile(join(folder, `${n}.gen.ts`), "utf8")),
    );
    expect(found.every((text) => texts.has(text))).toBe(true);
  }
});
