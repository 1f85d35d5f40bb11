import { expect, test } from "vitest";
import type { OpenAPIDocument } from "../../../spec/openapi.ts";
import { readTable } from "../../support/read-table.ts";
import { sourcesOf } from "../../support/generate-sources.ts";

test.each(readTable<Partial<OpenAPIDocument>>("codegen/types/operations.txt"))("$name", ({ given, want }) => {
  const text = sourcesOf(given)["types/operations"] ?? "";
  expect(text.replace(/^import [^]*?;\n\n/, "")).toBe(want);
});
