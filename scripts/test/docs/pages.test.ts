import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { declarationPage } from "../../docs/declaration-page.ts";
import { declarationOf, readDeclarations } from "../../docs/declarations.ts";
import { readTable } from "../support/read-table.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Given {
  /** The public name that the page is about. */
  readonly page: string;
  readonly sources?: Record<string, string>;
  readonly schemas?: string;
  readonly example?: unknown;
}

const entries = { "index.ts": "", "models/errors.ts": "", "models/operations.ts": "", "funcs/chatComplete.ts": "" };

test.each(readTable<Given>("../docs/pages.txt"))("$name", async ({ given, want }) => {
  const folder = await temporaryFolder();
  for (const [file, text] of Object.entries({ ...entries, ...given.sources })) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const declarations = readDeclarations(folder, given.schemas ?? "");
  const context = { declarations, link: (name: string) => (name === given.page ? "" : `./${name}.md`) };
  const { example } = given;
  const shown = example === undefined ? undefined : { value: example, fields: new Map(Object.entries(example ?? {})) };
  expect(declarationPage(declarationOf(declarations, given.page), context, shown)).toBe(want);
});

test("an entry that is gone is named", async () => {
  const folder = await temporaryFolder();
  expect(() => readDeclarations(folder, "")).toThrow("An entry of the SDK is missing: index.ts");
});
