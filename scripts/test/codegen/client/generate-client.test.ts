import { describe, expect, test } from "vitest";
import type { OpenAPIDocument } from "../../../spec/openapi.ts";
import { generateSources } from "../../support/generate-sources.ts";
import { readTable } from "../../support/read-table.ts";

type Given = Partial<OpenAPIDocument> & { readonly location?: string };

describe("client.gen.ts", () => {
  test.each(readTable<Given>("codegen/client/client.txt"))("$name", ({ given: { location, ...document }, want }) => {
    const text = generateSources(document, location)["client/client"] ?? "";
    expect(/export interface ClientOptions [^]*(?=\/\*\*\n \* Returns the options)/.exec(text)?.[0].trim()).toBe(want);
  });
});

describe("operations.gen.ts", () => {
  test.each(readTable<Given>("codegen/client/operations.txt"))("$name", ({ given, want }) => {
    expect(generateSources(given)["client/operations"]).toBe(want);
  });
});

describe("routes.gen.ts", () => {
  test.each(readTable<Given>("codegen/client/routes.txt"))("$name", ({ given, want }) => {
    expect(generateSources(given)["client/routes"]).toBe(want);
  });
});

describe("apply-routes.gen.ts and serialize.gen.ts", () => {
  test.each(readTable<Given>("codegen/client/apply-routes.txt"))("$name", ({ given, want }) => {
    const sources = generateSources(given);
    const texts = ["routes", "apply-routes", "serialize"].map((name) => sources[`client/${name}`] ?? "not generated");
    expect(texts.join("\n\n")).toBe(want);
  });
});
