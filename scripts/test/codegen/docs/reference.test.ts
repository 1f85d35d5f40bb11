import { cp, readFile, writeFile } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import { expect, test } from "vitest";
import { generateDocs } from "../../../codegen/docs/generate-docs.ts";
import { generateTypes } from "../../../codegen/types/generate-types.ts";
import { repositoryRoot } from "../../../lib/paths.ts";
import { loadSpec } from "../../../spec/load-spec.ts";
import { normalizeDocument } from "../../../spec/transforms/normalize.ts";
import { createTestDir } from "../../support/temp-dir.ts";

const sdk = join(repositoryRoot, "packages/sdk");
const spec = await loadSpec(join(repositoryRoot, "spec/openapi.yaml"));
normalizeDocument(spec.document);
const types = generateTypes(spec);
const { files } = generateDocs(spec, types, sdk);
const pages = new Map(
  [...files].map(([path, text]) => [relative(join(sdk, "docs"), path).replaceAll("\\", "/"), text]),
);

test("links every page from the calls, the client and the entries, and has a page for every link", () => {
  const entries = [...pages.keys()].filter((page) => /^(funcs|lib)\/[^/]*$/.test(page));
  const reached = new Set(["sdks/chat/README.md", "sdks/openrouter/README.md", ...entries]);
  // Iterating a Set includes values that are added meanwhile.
  for (const page of reached) {
    for (const [, href = ""] of pages.get(page)?.matchAll(/\]\((\.[^)#]*)(?:#[^)]*)?\)/g) ?? []) {
      const target = posix.join(posix.dirname(page), href);
      reached.add(target);
    }
  }
  expect([...reached, "README.md"].toSorted()).toEqual([...pages.keys()].toSorted());
});

test("has pages for public types only", () => {
  const names = [...pages.keys()];
  expect(names).toContain("models/chatcompletionchunkchoicedelta.md");
  expect(names).toContain("models/operations/createchatcompletionresponse.md");
  expect(names).toContain("models/errors/connectionerror.md");
  expect(names).toContain("lib/utils/retryconfig.md");
  expect(names).toContain("funcs/chatcomplete.md");
  expect(names).toContain("lib/node.md");
  expect(names.filter((name) => /streamsource|init\.md|settings|corestate|core\.md/.test(name))).toEqual([]);
});

test("adds a page and index lines for a new entry, and changes no other page", async () => {
  const copy = await copyOfSDK();
  await addEntry(
    copy,
    "funcs/chatShout",
    `import type { RequestOptions } from "../options.ts";

/**
 * Calls, and prints the response in capitals.
 * @example
 * chatShout();
 */
export function chatShout(options?: RequestOptions): void {}
/** What to shout. */
export type Shout = "hey" | "ho";
`,
  );
  const generated = generateDocs(spec, types, copy).files;
  const changed = [...generated].filter(([path, text]) => text !== files.get(join(sdk, relative(copy, path))));
  const texts = new Map(
    changed.map(([path, text]) => [relative(join(copy, "docs"), path).replaceAll("\\", "/"), text]),
  );
  expect([...texts.keys()]).toEqual(["funcs/chatshout.md", "README.md"]);
  expect(texts.get("funcs/chatshout.md")).toContain("[RequestOptions](../sdks/chat/README.md#parameters)");
  expect(texts.get("README.md")).toContain("\n- [chatShout](./funcs/chatshout.md)\n");
  expect(texts.get("README.md")).toContain("\n- [Shout](./funcs/chatshout.md#shout)\n");
});

test("rejects an entry without doc comments with its location", async () => {
  const copy = await copyOfSDK();
  await addEntry(copy, "quiet", "export function quiet(): void {}");
  expect(() => generateDocs(spec, types, copy)).toThrow(
    /src\/quiet\.ts:1:1: The export `quiet` must have a doc comment/,
  );
});

async function copyOfSDK(): Promise<string> {
  const copy = join(await createTestDir(), "sdk");
  await cp(join(sdk, "src"), join(copy, "src"), { recursive: true });
  await cp(join(sdk, "package.json"), join(copy, "package.json"));
  return copy;
}

async function addEntry(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as { exports: Record<string, object> };
  manifest.exports[`./${name}.js`] = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
  await writeFile(file, JSON.stringify(manifest));
  await writeFile(join(folder, "src", `${name}.ts`), text);
}

test("generates the same pages in a second run, each with the name of the generator", () => {
  expect(generateDocs(spec, types, sdk).files).toEqual(files);
  for (const text of files.values())
    expect(text).toMatch(/^<!-- Generated from spec\/openapi\.yaml .* Do not edit\. -->\n\n# /);
});

test("generates no reference without an SDK next to the generated packages", async () => {
  expect(generateDocs(spec, types, join(await createTestDir(), "sdk"))).toEqual({ files: new Map(), folders: [] });
});

test("rejects a document without the SDK's operation", () => {
  const other = { ...spec, document: { ...spec.document, paths: {} } };
  expect(() => generateDocs(other, types, sdk)).toThrow("The document must have the operation createChatCompletion");
});

test("reports a link in a template to a name that is not public", () => {
  const others = new Map([...types].map(([file, text]) => [file, text.replaceAll("ChatCompletionChunk", "Chunk")]));
  expect(() => generateDocs(spec, others, sdk)).toThrow(
    'scripts/codegen/docs/pages/chat.md.txt contains "models.ChatCompletionChunk"',
  );
});
