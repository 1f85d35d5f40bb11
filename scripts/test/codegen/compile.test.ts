import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compilePackages, compilers, writeGeneratedPackages } from "../support/generated-packages.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

test.each(Object.entries(compilers))(
  "%s compiles the packages of an unusual document, and code that uses them",
  async (_name, tsc) => {
    const folder = await writeGeneratedPackages(join(fixtures, "unusual.yaml"));
    const usage = await readFile(join(fixtures, "unusual-usage.ts.txt"), "utf8");
    expect(await compilePackages(folder, usage, tsc)).toBe("");
  },
);
