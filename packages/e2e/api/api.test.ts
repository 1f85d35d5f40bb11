import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { apiReport } from "@org/scripts/api-report.ts";
import { describe, expect, test } from "vitest";

// A change here is one that users notice: it needs a changeset, for which CI asks. `vitest run api -u` takes it over.
// The other two packages are generated, and their sources are the record.
describe("the API of @org/sdk", async () => {
  const root = fileURLToPath(new URL("../../sdk/", import.meta.url));
  const { exports } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Manifest;
  const entries = Object.entries(exports).filter(([key]) => !/\.(js|json)$/.test(key));

  test.each(entries)("%s", async (key, entry) => {
    if (typeof entry === "string") throw new Error(`${key} has no types`);
    const file = key.slice(1).replaceAll("/", ".").slice(1) || "index";
    await expect(apiReport(`${root}${entry.types.slice(2)}`)).toMatchFileSnapshot(`reports/${file}.txt`);
  });
});

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}
