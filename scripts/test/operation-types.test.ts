import { expect, test } from "vitest";
import type { OpenAPIDocument } from "../load/openapi.ts";
import { readTable } from "./support/read-table.ts";
import { sourcesOf } from "./support/sources-of.ts";

test.each(readTable<Partial<OpenAPIDocument>>("operations.txt"))("$name", ({ given, want }) => {
  const text = sourcesOf(given)["types/operations"] ?? "";
  expect(text.replace(/^import [^]*?;\n\n/, "")).toBe(want);
});
