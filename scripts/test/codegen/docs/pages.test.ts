import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { declarationPage } from "../../../codegen/docs/declaration-page.ts";
import { declarationOf, readDeclarations } from "../../../codegen/docs/declarations.ts";
import { readTable } from "../../support/read-table.ts";
import { smallSDK } from "../../support/sample-sdk.ts";

interface Given {
  /** The public name that the page is about. */
  readonly page: string;
  readonly sources?: Record<string, string>;
  readonly schemas?: string;
  readonly example?: unknown;
}

test.each(readTable<Given>("codegen/docs/pages.txt"))("$name", async ({ given, want }) => {
  const { declarations } = readDeclarations(await smallSDK(given), given.schemas ?? "");
  const context = { declarations, link: (name: string) => (name === given.page ? "" : `./${name}.md`) };
  const { example } = given;
  const shown = example === undefined ? undefined : { value: example, fields: new Map(Object.entries(example ?? {})) };
  expect(declarationPage(declarationOf(declarations, given.page), context, shown)).toBe(want);
});

test("an entry that is gone is named", async () => {
  const folder = await smallSDK({});
  await rm(join(folder, "src/index.ts"));
  expect(() => readDeclarations(folder, "")).toThrow("A source of the SDK is missing: index.ts");
});
