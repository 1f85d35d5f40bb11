import { describe, expect, test } from "vitest";
import type { OpenAPIDocument, Schema } from "../../../spec/openapi.ts";
import { generateSchemas, generateSources } from "../../support/generate-sources.ts";
import { readTable } from "../../support/read-table.ts";

interface SchemaCase {
  readonly schemas: Record<string, Schema>;
  readonly openapi?: string;
  readonly input?: string;
}

describe("schemas.gen.ts", () => {
  test.each(readTable<SchemaCase>("codegen/types/schemas.txt"))("$name", ({ given: { schemas, ...options }, want }) => {
    expect(generateSchemas(schemas, options)).toBe(want);
  });
});

describe("operations.gen.ts", () => {
  test.each(readTable<Partial<OpenAPIDocument>>("codegen/types/operations.txt"))("$name", ({ given, want }) => {
    const text = generateSources(given)["types/operations"] ?? "";
    expect(text.replace(/^import [^]*?;\n\n/, "")).toBe(want);
  });
});

test("the name of a body is not a value of the discriminator that it inherits", () => {
  const pet = { type: "object", properties: { kind: { type: "string" } }, discriminator: { propertyName: "kind" } };
  const note = { type: "object", properties: { note: { type: "string" } } };
  const schema = { allOf: [{ $ref: "#/components/schemas/Pet" }, note] };
  const post = { operationId: "addPet", requestBody: { content: { "application/json": { schema } } }, responses: {} };
  const text = generateSources({ paths: { "/pets": { post } }, components: { schemas: { Pet: pet } } })[
    "types/schemas"
  ];
  expect(text).toContain(`export type AddPetRequest = Pet & {
    note?: string | undefined;
};`);
});
