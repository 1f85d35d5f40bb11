import { join, posix, relative } from "node:path";
import { expect, test } from "vitest";
import { generateDocs } from "../../generate-docs.ts";
import { generateTypes } from "../../generate-types.ts";
import { root } from "../../load/display-name.ts";
import { loadSpec } from "../../load-spec.ts";
import { normalise } from "../../types/normalise.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const sdk = join(root, "packages/sdk");
const spec = await loadSpec(join(root, "spec/openapi.yaml"));
normalise(spec.document);
const types = generateTypes(spec);
const { files } = generateDocs(spec, types, sdk);
const pages = new Map(
  [...files].map(([path, text]) => [relative(join(sdk, "docs"), path).replaceAll("\\", "/"), text]),
);

test("every page is reached from the pages of the calls and the client, and every link leads to a page", () => {
  const reached = new Set<string>(["sdks/chat/README.md", "sdks/openrouter/README.md"]);
  // A Set is walked to the last of those that are added on the way.
  for (const page of reached) {
    for (const [, href = ""] of pages.get(page)?.matchAll(/\]\((\.[^)#]*)(?:#[^)]*)?\)/g) ?? []) {
      const target = posix.join(posix.dirname(page), href);
      reached.add(target);
    }
  }
  expect([...reached, "README.md"].toSorted()).toEqual([...pages.keys()].toSorted());
});

test("what users meet has a page, what they can't has none", () => {
  const names = [...pages.keys()];
  expect(names).toContain("models/chatcompletionchunkchoicedelta.md");
  expect(names).toContain("models/operations/createchatcompletionresponse.md");
  expect(names).toContain("models/errors/connectionerror.md");
  expect(names).toContain("lib/utils/retryconfig.md");
  expect(names.filter((name) => /streamsource|init\.md|settings|corestate/.test(name))).toEqual([]);
});

test("a second run gives the same, and every page names its generator", () => {
  expect(generateDocs(spec, types, sdk).files).toEqual(files);
  for (const text of files.values())
    expect(text).toMatch(/^<!-- Generated from spec\/openapi\.yaml .* Do not edit\. -->\n\n# /);
});

test("without an SDK beside the generated packages there is no reference", async () => {
  expect(generateDocs(spec, types, join(await temporaryFolder(), "sdk"))).toEqual({ files: new Map(), folders: [] });
});

test("a document without the SDK's operation is told so", () => {
  const other = { ...spec, document: { ...spec.document, paths: {} } };
  expect(() => generateDocs(other, types, sdk)).toThrow("no operation createChatCompletion");
});

test("a name on a page that is not public is told with its file", () => {
  const others = new Map([...types].map(([file, text]) => [file, text.replaceAll("ChatCompletionChunk", "Chunk")]));
  expect(() => generateDocs(spec, others, sdk)).toThrow(
    'scripts/docs/pages/chat.md.txt names "models.ChatCompletionChunk"',
  );
});
