import { describe, expect, test } from "vitest";
import { loadSpec } from "../../spec/load-spec.ts";
import { findDifferences } from "../support/compare-types.ts";
import { checkSources, compilers, writeGeneratedPackages } from "../support/generated-packages.ts";
import { documents } from "./documents.ts";

describe.each(documents)("$name", ({ file, warnings, refused, differences }) => {
  test.runIf(refused !== undefined)("is refused", async () => {
    await expect(loadSpec(file)).rejects.toThrow(refused);
  });

  test.runIf(refused === undefined)("is generated, and compiled by both compilers", async () => {
    expect((await loadSpec(file)).warnings).toHaveLength(warnings);
    const folder = await writeGeneratedPackages(file);
    for (const compiler of Object.values(compilers)) {
      expect(await checkSources(folder, ["client/src/index.gen.ts"], { compiler })).toBe("");
    }
    if (differences !== undefined) expect(await findDifferences(file, folder)).toEqual(differences);
  });
});
