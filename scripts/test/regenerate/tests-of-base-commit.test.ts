import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyRepository } from "../support/copy-repository.ts";
import { editSpec } from "../support/edit-spec.ts";

const fragile = "packages/sdk/test/types/fragile.test-d.ts";

test("reports earlier tests that no longer compile after a compatible change", async () => {
  await using copy = await copyRepository();
  await writeFile(
    join(copy.path, fragile),
    `import type { UsageOptions } from "../../src/models/index.ts";\n\nexport const all: Record<keyof UsageOptions, true> = { include: true };\n`,
  );
  copy.commit("A test that lists every field");
  await editSpec(copy.path, ({ component, info }) => {
    component("UsageOptions").properties["details"] = { type: "boolean", description: "Whether to include details." };
    info.version = "9.0.0";
  });
  // The working tree has no such test any longer.
  await rm(join(copy.path, fragile));

  const { code, stdout } = await copy.run("scripts/regenerate.ts");
  expect(stdout).toContain("Release: minor.\n");
  const [, problems = ""] = /\nCompatible by the rules, but [^\n]*\n([^]*?)\n\n/.exec(stdout) ?? [];
  expect(problems).toBe(
    `  ${fragile}:3:14 Property 'details' is missing in type '{ include: true; }' but required in type 'Record<keyof UsageOptions, true>'.`,
  );
  expect(stdout).not.toContain("Manual steps:");
  expect(code).toBe(0);
  expect((await copy.run("scripts/regenerate.ts", "--check")).code).toBe(1);
});
