import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build, compilers, makePackages } from "../support/generated-packages.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

test.each(Object.entries(compilers))("the packages of a nasty document, and a user of them: %s", async (_name, tsc) => {
  const folder = await makePackages(join(fixtures, "nasty.yaml"));
  const usage = await readFile(join(fixtures, "nasty-usage.ts.txt"), "utf8");
  expect(await build(folder, usage, tsc)).toBe("");
});
