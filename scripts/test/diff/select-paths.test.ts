import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { selectPaths } from "../../diff/select-paths.ts";
import type { OpenAPIDocument, PathItem } from "../../spec/openapi.ts";

function createItem(id: string): PathItem {
  const schema = { $ref: `#/components/schemas/${id}` };
  const content = { "application/json": { schema } };
  return { get: { operationId: id, responses: { "200": { description: "A", content } } } };
}

function createDocument(type: string): OpenAPIDocument {
  const properties = { inner: { $ref: "#/components/schemas/Inner" }, value: { type } };
  return {
    openapi: "3.1.0",
    paths: { "/a": createItem("A"), "/a/{id}": createItem("AById"), "/b": createItem("B") },
    webhooks: { made: createItem("Made") },
    components: {
      schemas: {
        ...Object.fromEntries(["A", "AById", "B", "Made"].map((name) => [name, { type: "object", properties }])),
        Inner: { type },
        Unused: { type },
      },
    },
  };
}

test.each([
  ["/a", ["A.value", "Inner"]],
  ["/a/{id}", ["AById.value", "Inner"]],
  ["/a*", ["A.value", "AById.value", "Inner"]],
  ["*", ["A.value", "AById.value", "B.value", "Inner", "Made.value"]],
  ["made", ["Inner", "Made.value"]],
])("selects %s with the components that it uses", (pattern, want) => {
  const documents = [createDocument("string"), createDocument("boolean")] as const;
  selectPaths(documents, pattern);
  expect(
    compareDocuments(...documents)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(want);
});

test("keeps a component that only one of the documents uses in the path", () => {
  const documents = [createDocument("string"), createDocument("string")] as const;
  documents[1].components ??= {};
  documents[1].components.schemas = {
    ...documents[1].components.schemas,
    A: { type: "object", properties: { value: { type: "string" }, unused: { $ref: "#/components/schemas/Unused" } } },
  };
  selectPaths(documents, "/a");
  expect(compareDocuments(...documents).map(({ name, text }) => `${name} ${text}`)).toEqual([
    "A.inner was removed",
    "A.unused is new, optional: Unused",
  ]);
});

test("rejects a pattern that matches nothing", () => {
  expect(() => selectPaths([createDocument("string")], "/c")).toThrow(
    "--path matches no path or webhook of the documents: /c",
  );
});
