import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import type { OpenAPIDocument, Schema } from "../../spec/openapi.ts";
import { findDisagreements } from "../support/find-disagreements.ts";
import { readTable } from "../support/read-table.ts";
import { createDocument, type Sketch } from "../support/sketch.ts";

interface Given {
  readonly openapi?: string;
  readonly schemas?: Record<string, Schema>;
  /** The schemas after the change, if they change. */
  readonly newSchemas?: Record<string, Schema>;
  readonly before: Schema;
  readonly after: Schema;
}

const base: Schema = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    meta: { type: "object", properties: { x: { type: "string" }, y: { type: "integer" } } },
    list: { type: "array", items: { type: "string" } },
    kind: { type: "string", enum: ["a", "b", "c"] },
    n: { type: ["string", "null"] },
    any: {},
  },
};

/** The positions of a schema in a document. */
const positions: Record<string, (schema: Schema) => Sketch> = {
  "a request": (request) => ({ request }),
  "a response": (response) => ({ response }),
  "a field of a request": (field) => ({ request: { type: "object", properties: { field } } }),
  "a required field of a response": (field) => ({
    response: { type: "object", required: ["field"], properties: { field } },
  }),
  "items of a response": (items) => ({
    response: { type: "object", properties: { field: { type: "array", items } } },
  }),
  "a member of a union": (member) => ({
    response: { type: "object", properties: { field: { oneOf: [member, { type: "boolean" }] } } },
  }),
};

type Create = (schema: Schema) => Sketch;

function createPair(
  { openapi = "3.1.0", schemas = { Base: base }, ...given }: Given,
  create: Create,
): OpenAPIDocument[] {
  return [
    createDocument({ openapi, schemas, ...create(given.before) }),
    createDocument({ openapi, schemas: given.newSchemas ?? schemas, ...create(given.after) }),
  ];
}

const table = readTable<Given>("diff/agreement.txt");

test.each(table)("reports $name", ({ given, want }) => {
  const lines = ["a request", "a response"].flatMap((position) => {
    const [before, after] = createPair(given, positions[position] ?? ((request) => ({ request }))) as [
      OpenAPIDocument,
      OpenAPIDocument,
    ];
    return compareDocuments(before, after).map(
      ({ name, text, isBreaking }) => `${isBreaking ? "BREAKING" : "compatible"}: ${name} ${text}`,
    );
  });
  expect(lines.join("\n")).toBe(want);
});

test.each(Object.entries(positions))(
  "agrees with the generated types about schemas that are %s, in both directions",
  (_position, create) => {
    const pairs = table.flatMap(({ name, given }) => {
      const [before, after] = createPair(given, create) as [OpenAPIDocument, OpenAPIDocument];
      return [
        { name, before, after },
        { name: `${name}, reversed`, before: after, after: before },
      ];
    });
    expect(findDisagreements(pairs)).toEqual([]);
  },
);
