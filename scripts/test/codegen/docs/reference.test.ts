import { cp, readFile, writeFile } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import { expect, test } from "vitest";
import { generateDocs } from "../../../codegen/docs/generate-docs.ts";
import { generateTypes } from "../../../codegen/types/generate-types.ts";
import { repositoryRoot } from "../../../lib/paths.ts";
import type { Operation } from "../../../spec/openapi.ts";
import { listOperations } from "../../../spec/operations.ts";
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
  const reached = new Set(["sdks/openrouter/README.md", ...entries]);
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

test("describes every operation with an x-sdk-method: its method, function, parameters and statuses", () => {
  const operations = listOperations(spec.document).filter(({ operation }) => operation["x-sdk-method"] !== undefined);
  expect(operations.length).toBeGreaterThan(1);
  for (const { id, method, path, operation, parameters, requestBody, responses } of operations) {
    const [namespace = "", name = ""] = operation["x-sdk-method"]?.split(".") ?? [];
    const page = pages.get(`sdks/${namespace.toLowerCase()}/README.md`) ?? "";
    const [, section = ""] = page.split(new RegExp(`^## ${name}$`, "m"));
    const text = section.replace(/^## [^]*$/m, "");
    expect(page).toContain(`\n* [${name}](#${name}) - ${operation.summary}\n`);
    expect(text).toContain(`operationID="${id}" method="${method}" path="${path}"`);
    expect(text).toContain(`await openRouter.${namespace}.${name}(`);
    expect(text).toContain(`/funcs/${namespace}${name.slice(0, 1).toUpperCase()}${name.slice(1)}.js"`);
    const shown = parameters.filter((parameter) => parameter.in !== "header");
    // Next to a body, the parameters are an argument of their own.
    const argument = requestBody === undefined ? "request" : "parameters";
    for (const { name: parameter } of shown) {
      expect(text).toMatch(new RegExp(`\\n\\| \`${argument}\\.${parameter}\` .* \\| :heavy_\\w+: \\| \\S`));
    }
    for (const status of responses.keys()) if (!status.startsWith("2")) expect(text).toContain(`\n| ${status}`);
    expect(pages.get("sdks/openrouter/README.md")).toContain(
      `\n* [${namespace}.${name}](../${namespace.toLowerCase()}/README.md#${name}) - ${operation.summary}\n`,
    );
  }
});

test("adds the page of a new operation from its method, its function and the document", async () => {
  const copy = await copyOfSDK();
  await addEntry(
    copy,
    "funcs/notesFind",
    `import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { FindNotesRequest } from "../models/operations.ts";
import type { Result } from "../result.ts";

/**
 * Finds notes.
 * @example
 * const found = await notesFind(core, { q: "rain", days: [1, -1], draft: false, place: null });
 */
export function notesFind(core: OpenRouterCore, request: FindNotesRequest): Promise<Result<string, CallError>> {}
`,
  );
  await writeFile(
    join(copy, "src/resources/notes.ts"),
    `import type { FindNotesRequest } from "../models/operations.ts";
import type { ResponsePromise } from "../result.ts";

/** Notes about the weather. */
export class Notes {
  /**
   * Finds notes.
   *
   * @param request What to find.
   * @throws {@link APIError} when the API responds with an error.
   */
  find(request: FindNotesRequest): ResponsePromise<string> {}
}
`,
  );
  await append(
    copy,
    "src/models/operations.ts",
    "\n/** The request. */\nexport type FindNotesRequest = { q?: string };\n",
  );
  await append(copy, "src/index.ts", '\nexport type { Notes } from "./resources/notes.ts";\n');
  const client = join(copy, "src/client.ts");
  const source = await readFile(client, "utf8");
  await writeFile(
    client,
    `import type { Notes } from "./resources/notes.ts";\n${source.replace(/\}\s*$/, "  /** Notes. */\n  readonly notes: Notes = new Notes(this);\n}\n")}`,
  );
  const find: Operation = {
    operationId: "findNotes",
    "x-sdk-method": "notes.find",
    summary: "Find notes",
    description: "Returns the notes that match.",
    responses: {
      "200": { description: "Notes." },
      "409": { description: "Busy.", content: { "application/json": {} } },
    },
  };
  const document = { ...spec.document, paths: { ...spec.document.paths, "/notes": { get: find } } };
  const generated = generateDocs({ ...spec, document }, types, copy).files;
  const text = generated.get(join(copy, "docs/sdks/notes/README.md"));
  expect(text).toMatch(/^# Notes\n\(\*notes\*\)\n\n## Overview\n\nNotes about the weather\.\n/m);
  expect(text).toContain("\n* [find](#find) - Find notes\n\n## find\n\nReturns the notes that match.\n");
  expect(text).toContain('operationID="findNotes" method="get" path="/notes" -->');
  expect(text).toContain(
    'await openRouter.notes.find({\n    q: "rain",\n    days: [\n      1,\n      -1,\n    ],\n    draft: false,\n    place: null,\n  });',
  );
  expect(text).toContain('import { notesFind } from "@org/sdk/funcs/notesFind.js";');
  expect(text).toContain("await notesFind(openRouter, {\n    q:");
  expect(text).toMatch(/\n\| `request` +\| .*What to find\. +\|\n/);
  expect(text).toContain("\n**Promise\\<`string`\\>**\n");
  expect(text).toMatch(/\n\| errors\.APIError +\| 409 +\| application\/json \|\n/);
  expect(text).toMatch(/\n\| 409 +\| Busy\. \|$/m);
  expect(generated.get(join(copy, "docs/README.md"))).toContain(
    "\n- [Notes](./sdks/notes/README.md): `find`. Notes about the weather.\n",
  );
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

async function append(folder: string, file: string, text: string): Promise<void> {
  await writeFile(join(folder, file), (await readFile(join(folder, file), "utf8")) + text);
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
  expect(() => generateDocs(other, types, sdk)).toThrow(
    "The document must have an operation with the x-sdk-method chat.complete",
  );
});

test("reports a link in a template to a name that is not public", () => {
  const others = new Map([...types].map(([file, text]) => [file, text.replaceAll("ChatCompletionChunk", "Chunk")]));
  expect(() => generateDocs(spec, others, sdk)).toThrow(
    'scripts/codegen/docs/templates/chat.complete.md.txt contains "models.ChatCompletionChunk"',
  );
});
