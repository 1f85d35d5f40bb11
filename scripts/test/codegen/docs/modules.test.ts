import { expect, test } from "vitest";
import { assertDocumented } from "../../../codegen/docs/assert-documented.ts";
import { readDeclarations } from "../../../codegen/docs/declarations.ts";
import { modulePage } from "../../../codegen/docs/module-page.ts";
import { modulePlaces, pageOf, wayTo } from "../../../codegen/docs/page-paths.ts";
import { readTable } from "../../support/read-table.ts";
import { smallSDK, type SmallSDK } from "../../support/sample-sdk.ts";

interface Given extends SmallSDK {
  readonly schemas?: string;
}

/** The page of each entry. Pages of single types are named as these are. */
async function pagesOf(given: Given): Promise<ReadonlyMap<string, string>> {
  const { declarations, modules } = readDeclarations(await smallSDK(given), given.schemas ?? "");
  const places = new Map(modules.flatMap(modulePlaces));
  modules.forEach(assertDocumented);
  return new Map(
    modules.map((module) => {
      const page = pageOf(module);
      const link = (name: string): string => wayTo(places.get(name) ?? `${name}.md`, page);
      return [page, modulePage(module, { declarations, link })] as const;
    }),
  );
}

test.each(readTable<Given>("codegen/docs/modules.txt", "====="))("$name", async ({ given, want }) => {
  const pages = [...(await pagesOf(given))].map(([path, text]) => `<!-- ${path} -->\n\n${text}`);
  expect(pages.join("\n\n")).toBe(want);
});

const documented = "/** Says hello.\n * @example\n * hello();\n */\n";

test("an entry of which everything has its page elsewhere, or is internal, has none", async () => {
  const pages = await pagesOf({
    entries: ["core", "parts"],
    sources: {
      "index.ts": 'export { Core } from "./core.ts";',
      "core.ts": "export class Core {}\n/** @internal For us. */\nexport interface State {}",
      "parts.ts": 'export type { Model } from "@org/types/schemas";\nexport type { Foreign } from "elsewhere";',
    },
    schemas: "export interface Model {}",
  });
  expect([...pages]).toEqual([]);
});

test.each([
  [
    "a function without a comment",
    "export function hello() {}",
    /hello\.ts:1:1: `hello` is exported and has no doc comment/,
  ],
  [
    "a type without one",
    `${documented}export function hello() {}\nexport interface Options {}`,
    /:6:1: `Options` .* no doc comment/,
  ],
  ["a class without an example", "\n/** Text. */\nexport class Hello {}", /hello\.ts:3:1: `Hello` .* no `@example`/],
  ["a value", `${documented}export const hello = 1;`, /hello\.ts:5:1: The reference has no form for what `hello` is/],
])("%s is named with its place", async (_, text, message) => {
  await expect(pagesOf({ entries: ["hello"], sources: { "hello.ts": text } })).rejects.toThrow(message);
});

test("two things of one name are refused; of those that no entry exports, names don't matter", async () => {
  const one = `${documented}export class Hello {}`;
  const sources = { "hello.ts": one, "other.ts": one };
  await expect(pagesOf({ entries: ["hello", "other"], sources })).rejects.toThrow(
    /other\.ts:5:1: Two entries export a `Hello`[^]*hello\.ts/,
  );
  expect([...(await pagesOf({ entries: ["hello"], sources })).keys()]).toEqual(["lib/hello.md"]);
});
