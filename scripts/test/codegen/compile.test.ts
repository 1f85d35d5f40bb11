import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSources, compilePackages, compilers, writeGeneratedPackages } from "../support/generated-packages.ts";
import { createTestDir } from "../support/temp-dir.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

test.each(Object.entries(compilers))(
  "%s compiles the packages of an unusual document, and code that uses them",
  async (_name, tsc) => {
    const folder = await writeGeneratedPackages(join(fixtures, "unusual.yaml"));
    const usage = await readFile(join(fixtures, "unusual-usage.ts.txt"), "utf8");
    expect(await compilePackages(folder, usage, tsc)).toBe("");
  },
);

test.each(Object.entries(compilers))(
  "%s compiles a call of one of 400 operations with parameters and bodies",
  async (_name, compiler) => {
    const spec = join(await createTestDir(), "openapi.json");
    await writeFile(spec, JSON.stringify(createLargeDocument(400)));
    const folder = await writeGeneratedPackages(spec);
    const usage = `import { createClient } from "./client/src/index.gen.ts";
const client = createClient();
const found = await client.POST("/7/{id}", { params: { path: { id: "a" }, query: { q7: "b" } }, body: { field7: "c" } });
export const result: string | undefined = found.data?.result;
// @ts-expect-error
await client.POST("/7/{id}", { params: { path: { id: "a" } }, body: { field8: "c" } });
// @ts-expect-error
await client.POST("/7/{id}");`;
    await writeFile(join(folder, "usage.ts"), usage);
    expect(await checkSources(folder, ["usage.ts"], { compiler })).toBe("");
  },
);

/** Creates a document of operations that have nothing in common. */
function createLargeDocument(count: number): object {
  const text = { type: "string" };
  const createOperation = (index: number): object => ({
    parameters: [
      { name: "id", in: "path", required: true, schema: text },
      { name: `q${index}`, in: "query", schema: text },
    ],
    requestBody: { required: true, content: toContent({ [`field${index}`]: text }) },
    responses: { 200: { description: "Found", content: toContent({ result: text }) } },
  });
  const paths = Array.from({ length: count }, (_, index) => [`/${index}/{id}`, { post: createOperation(index) }]);
  return { openapi: "3.1.0", info: { title: "Large", version: "1" }, paths: Object.fromEntries(paths) };
}

function toContent(properties: object): object {
  return { "application/json": { schema: { type: "object", properties } } };
}
