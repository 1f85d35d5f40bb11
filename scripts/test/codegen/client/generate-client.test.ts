import { describe, expect, test } from "vitest";
import type { OpenAPIDocument } from "../../../spec/openapi.ts";
import { sourcesOf } from "../../support/generate-sources.ts";
import { readTable } from "../../support/read-table.ts";

type Given = Partial<OpenAPIDocument> & { readonly location?: string };

describe("the client", () => {
  test.each(readTable<Given>("codegen/client/client.txt"))("$name", ({ given: { location, ...document }, want }) => {
    const text = sourcesOf(document, location)["client/client"] ?? "";
    expect(/export interface ClientOptions [^]*(?=\/\*\*\n \* A base URL)/.exec(text)?.[0].trim()).toBe(want);
  });
});

describe("the table of operations", () => {
  test.each(readTable<Given>("codegen/client/operations.txt"))("$name", ({ given, want }) => {
    expect(sourcesOf(given)["client/operations"]).toBe(want);
  });
});
