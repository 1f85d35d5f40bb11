import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyRepository } from "../support/copy-repository.ts";
import { editSpec } from "../support/edit-spec.ts";

const fragile = "packages/sdk/test/types/fragile.test-d.ts";

test("tests from before that no longer compile put a verdict of compatible in doubt", async () => {
  await using copy = await copyRepository();
  await writeFile(
    join(copy.path, fragile),
    `import type { UsageOptions } from "../../src/models/index.ts";\n\nexport const all: Record<keyof UsageOptions, true> = { include: true };\n`,
  );
  copy.commit("A test that lists every field");
  await editSpec(copy.path, ({ component, info }) => {
    component("UsageOptions").properties["details"] = { type: "boolean", description: "Tell more." };
    info.version = "9.0.0";
  });
  // Whoever edits the document has put the tests right, too.
  await rm(join(copy.path, fragile));

  const { code, stdout } = await copy.run("scripts/regenerate.ts");
  expect(stdout).toContain("Release: minor.\n");
  const [, doubt = ""] = /\nCompatible by the rules, but [^\n]*\n([^]*?)\n\n/.exec(stdout) ?? [];
  expect(doubt).toBe(
    `  ${fragile}:3:14 Property 'details' is missing in type '{ include: true; }' but required in type 'Record<keyof UsageOptions, true>'.`,
  );
  expect(stdout).not.toContain("Left to do by hand");
  expect(code).toBe(1);
});
