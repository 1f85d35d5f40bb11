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
