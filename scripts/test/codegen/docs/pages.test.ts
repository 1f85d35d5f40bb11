import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatDeclarationPage } from "../../../codegen/docs/declaration-page.ts";
import { getDeclaration, readDeclarations } from "../../../codegen/docs/declarations.ts";
import { readTable } from "../../support/read-table.ts";
import { sampleTypes, writeSampleSDK } from "../../support/sample-sdk.ts";

interface Given {
  /** The public name of the page. */
  readonly page: string;
  readonly sources?: Record<string, string>;
  readonly schemas?: string;
  readonly operations?: string;
  readonly example?: unknown;
}

test.each(readTable<Given>("codegen/docs/pages.txt"))("$name", async ({ given, want }) => {
  const { declarations } = readDeclarations(await writeSampleSDK(given), sampleTypes(given));
  const context = { declarations, link: (name: string) => (name === given.page ? "" : `./${name}.md`) };
  const { example } = given;
  const shownExample =
    example === undefined ? undefined : { value: example, fields: new Map(Object.entries(example ?? {})) };
  expect(formatDeclarationPage(getDeclaration(declarations, given.page), context, shownExample)).toBe(want);
});

test("reports the source of an entry that does not exist", async () => {
  const folder = await writeSampleSDK({});
  await rm(join(folder, "src/index.ts"));
  expect(() => readDeclarations(folder, new Map())).toThrow("The SDK must have the source index.ts");
});
