import { expect, test } from "vitest";
import { assertDocumented } from "../../../codegen/docs/assert-documented.ts";
import { readDeclarations } from "../../../codegen/docs/declarations.ts";
import { formatModulePage } from "../../../codegen/docs/module-page.ts";
import { listAnchors, getPagePath, toRelativeLink } from "../../../codegen/docs/page-paths.ts";
import { readTable } from "../../support/read-table.ts";
import { sampleTypes, writeSampleSDK, type SampleSDK } from "../../support/sample-sdk.ts";

interface Given extends SampleSDK {
  readonly schemas?: string;
  readonly operations?: string;
}

/** Formats the page of each entry. Links to other pages use their names. */
async function formatPages(given: Given): Promise<ReadonlyMap<string, string>> {
  const { declarations, modules } = readDeclarations(await writeSampleSDK(given), sampleTypes(given));
  const places = new Map(modules.flatMap(listAnchors));
  modules.forEach(assertDocumented);
  return new Map(
    modules.map((module) => {
      const page = getPagePath(module);
      const link = (name: string): string => toRelativeLink(places.get(name) ?? `${name}.md`, page);
      return [page, formatModulePage(module, { declarations, link })] as const;
    }),
  );
}

test.each(readTable<Given>("codegen/docs/modules.txt", "====="))("$name", async ({ given, want }) => {
  const pages = [...(await formatPages(given))].map(([path, text]) => `<!-- ${path} -->\n\n${text}`);
  expect(pages.join("\n\n")).toBe(want);
});

const documented = "/** Says hello.\n * @example\n * hello();\n */\n";

test("has no page for an entry whose exports are described elsewhere or internal", async () => {
  const pages = await formatPages({
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

test("imports only the functions if the import of everything is too long, with that of the entry first", async () => {
  const types = ["First", "Second", "Third"].map((name) => `/** Text. */\nexport interface ${name}OptionsOfAPing {}\n`);
  const helper = documented.replace("hello", "help");
  const text = `${types.join("")}${helper}export function help() {}\n${documented}export function ping() {}`;
  const pages = await formatPages({ entries: ["funcs/ping"], sources: { "funcs/ping.ts": text } });
  expect(pages.get("funcs/ping.md")).toContain(`# ping

\`\`\`ts
import { ping, help } from "@org/sdk/funcs/ping.js"; // or "@org/sdk/funcs/ping"
// Everything else on this page has the same import path.
\`\`\`

Says hello.
`);
});

test.each([
  [
    "a function without a doc comment",
    "export function hello() {}",
    /hello\.ts:1:1: The export `hello` must have a doc comment/,
  ],
  [
    "a type without a doc comment",
    `${documented}export function hello() {}\nexport interface Options {}`,
    /:6:1: The export `Options` must have a doc comment/,
  ],
  [
    "a class without an example",
    "\n/** Text. */\nexport class Hello {}",
    /hello\.ts:3:1: The export `Hello` must have an `@example`/,
  ],
  [
    "a constant",
    `${documented}export const hello = 1;`,
    /hello\.ts:5:1: The export `hello` must be a function, a class/,
  ],
])("rejects %s with its location", async (_, text, message) => {
  await expect(formatPages({ entries: ["hello"], sources: { "hello.ts": text } })).rejects.toThrow(message);
});

test("rejects two exported declarations with the same name, but not unexported ones", async () => {
  const one = `${documented}export class Hello {}`;
  const sources = { "hello.ts": one, "other.ts": one };
  await expect(formatPages({ entries: ["hello", "other"], sources })).rejects.toThrow(
    /other\.ts:5:1: Two entries export different declarations of `Hello`[^]*hello\.ts/,
  );
  expect([...(await formatPages({ entries: ["hello"], sources })).keys()]).toEqual(["lib/hello.md"]);
});
