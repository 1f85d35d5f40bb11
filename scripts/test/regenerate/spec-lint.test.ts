import { expect, test } from "vitest";
import { copyRepository } from "../support/copy-repository.ts";
import { editSpec } from "../support/edit-spec.ts";

test.each([[], ["--scaffold"], ["--check"]])(
  "ends before it writes anything if the lint of the spec fails: %s",
  async (...args) => {
    await using copy = await copyRepository();
    await editSpec(copy.path, ({ component }) => {
      component("UsageOptions").properties["details"] = { $ref: "#/components/schemas/TraceConfig" };
    });
    const before = copy.git("diff");
    const { code, stdout, stderr } = await copy.run("scripts/regenerate.ts", ...args);
    expect(stderr).toMatch(
      /^\[1\] spec\/openapi\.yaml:\d+:\d+ at #\/components\/schemas\/UsageOptions\/properties\/details\n/,
    );
    expect(stderr).toContain("\nProperty `details` needs a description.\n");
    expect(stderr).toMatch(/\n\nNothing was written\. Fix the spec, then run pnpm regenerate again\.\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(copy.git("status", "--short")).toBe(" M spec/openapi.yaml\n");
    expect(copy.git("diff")).toBe(before);
  },
);
