import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAPIReports } from "@org/scripts/api-report.ts";
import { describe, expect, test } from "vitest";

// Users notice a change of these reports, so it needs a changeset; CI checks that. `vitest run api -u` updates them.
// The other two packages are generated: their committed sources show each change.
describe("the API of @org/sdk", async () => {
  const root = fileURLToPath(new URL("../../sdk/", import.meta.url));
  const { exports } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Manifest;
  const keys = Object.keys(exports).filter((key) => !/\.(js|json)$/.test(key));
  const reports = createAPIReports(keys.map((key) => join(root, exports[key]?.types ?? "")));

  test.each(keys.map((key, index) => [key, reports[index]] as const))("%s", async (key, report) => {
    const file = key.slice(1).replaceAll("/", ".").slice(1) || "index";
    await expect(report).toMatchFileSnapshot(`reports/${file}.txt`);
  });
});

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
}
