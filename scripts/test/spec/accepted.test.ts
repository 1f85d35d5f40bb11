import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { generateTypes } from "../../codegen/types/generate-types.ts";
import { loadSpec } from "../../spec/load-spec.ts";
import { normalizeDocument } from "../../spec/transforms/normalize.ts";
import { formatWarnings } from "../../spec/validate/problems.ts";
import { readTable } from "../support/read-table.ts";
import { writeFiles } from "../support/write-files.ts";

/** A document, and the files that it refers to. */
interface Documents {
  readonly text: string;
  readonly files?: Record<string, string>;
}

test.each(readTable<Documents>("spec/accepted.txt"))("$name", async ({ given: { text, files }, want }) => {
  const folder = await writeFiles({ "openapi.yaml": text, ...files });
  const spec = await loadSpec(join(folder, "openapi.yaml"));
  // The folder differs from run to run.
  const warnings = formatWarnings(spec.warnings).replaceAll(/^\S*[/\\](?=\w+\.yaml:)/gm, "");
  normalizeDocument(spec.document);
  const schemas = generateTypes(spec).get("schemas.gen.ts") ?? "";
  expect([warnings, schemas.trim()].filter(Boolean).join("\n\n")).toBe(want);
});

test("fetches neither what an $id names nor what data seems to refer to", async () => {
  const requests: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    requests.push(url);
    response.end("type: string");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const text = `openapi: 3.1.0
info: { title: A, version: "1" }
x-a: { $ref: "${origin}/x.yaml" }
unknown: { $ref: "${origin}/unknown.yaml" }
components:
  examples: { a: { value: { $ref: "${origin}/example.yaml" } } }
  schemas:
    A: { $ref: "${origin}/id" }
    B: { $ref: other.yaml#/B }
    C: { $id: "${origin}/id", type: integer, default: { $ref: "${origin}/default.yaml" } }
    D: { $ref: "${origin}/file.yaml" }
`;
  const other = `B: { $ref: "${origin}/other" }\nC: { $id: "${origin}/other", type: boolean }\n`;
  const folder = await writeFiles({ "openapi.yaml": text, "other.yaml": other });
  await loadSpec(join(folder, "openapi.yaml"));
  expect(requests).toEqual(["/file.yaml"]);
});

test("strict makes warnings errors, and lists them", async () => {
  const text = `openapi: 3.1.0\ninfo: { title: A, version: 1 }\npaths:\n  /a:\n    get: { summary: }\n`;
  const folder = await writeFiles({ "openapi.yaml": text });
  const reason: unknown = await loadSpec(join(folder, "openapi.yaml"), { strict: true }).catch(
    (error: unknown) => error,
  );
  expect(String(reason).replaceAll(/\S*[/\\](?=openapi\.yaml:)/g, "")).toBe(
    `InputError: openapi.yaml:2:28: warning: \`info.version\` must be text, got 1; read as "1"
openapi.yaml:5:12: warning: \`get.summary\` is empty; left out
Fix the warnings: with --strict they are errors.`,
  );
});

test("lists a hundred warnings, and counts the others", async () => {
  const properties = Array.from({ length: 102 }, (_, index) => `        p${index}: { title: 1 }\n`).join("");
  const text = `openapi: 3.1.0\ninfo: { title: A, version: "1" }\ncomponents:\n  schemas:\n    A:\n      properties:\n${properties}`;
  const folder = await writeFiles({ "openapi.yaml": text });
  const lines = formatWarnings((await loadSpec(join(folder, "openapi.yaml"))).warnings).split("\n");
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)).toBe("… 2 more warnings");
});
