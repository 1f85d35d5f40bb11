import { expect, test } from "vitest";
import { examplesOf } from "../../../codegen/docs/examples.ts";
import type { OpenAPIDocument } from "../../../spec/openapi.ts";

function documentOf(schemas: object, examples: object, stream = ""): OpenAPIDocument {
  const root = { schema: { $ref: "#/components/schemas/Root" }, examples };
  const events = { schema: { type: "string", contentSchema: { $ref: "#/components/schemas/Root" } }, example: stream };
  const post = {
    requestBody: { content: { "application/json": root } },
    responses: { 200: { content: { "text/event-stream": events } } },
  };
  return {
    openapi: "3.1.0",
    paths: { "/": { post } },
    components: { schemas, examples: { two: { value: {} } } },
  } as unknown as OpenAPIDocument;
}

function shown(document: OpenAPIDocument): Record<string, unknown> {
  return Object.fromEntries([...examplesOf(document)].map(([name, { value }]) => [name, value]));
}

test("values inside an example are examples of their schemas, the first of each", () => {
  const document = documentOf(
    {
      Root: {
        allOf: [{ $ref: "#/components/schemas/Base" }],
        properties: { list: { type: "array", items: { $ref: "#/components/schemas/Item" } } },
        additionalProperties: { $ref: "#/components/schemas/Other" },
      },
      Base: { type: "object" },
      Item: { type: "object" },
      Other: { type: "integer" },
      Unseen: {},
    },
    { one: { value: { list: [{ a: 1 }, { a: 2 }], more: 7 } }, two: { $ref: "#/components/examples/two" } },
  );
  const Root = { list: [{ a: 1 }, { a: 2 }], more: 7 };
  expect(shown(document)).toEqual({ Root, Base: Root, Item: { a: 1 }, Other: 7 });
});

test("a value belongs to the first member of a union that it fits", () => {
  const document = documentOf(
    {
      Root: {
        type: "array",
        items: { anyOf: ["Cat", "Dog", "Number", "Any"].map((name) => ({ $ref: `#/components/schemas/${name}` })) },
      },
      Cat: { type: "object", required: ["kind", "claws"], properties: { kind: { const: "cat" } } },
      Dog: { type: "object", properties: { kind: { enum: ["dog", "hound"] } } },
      Number: { type: ["number", "null"] },
      Any: {},
    },
    { one: { value: [{ kind: "hound" }, { kind: "cat" }, { kind: "cat", claws: 18 }, 3, "text"] } },
  );
  expect(shown(document)).toMatchObject({
    Dog: { kind: "hound" },
    Cat: { kind: "cat", claws: 18 },
    Number: 3,
    Any: { kind: "cat" },
  });
});

test("the events of a stream, and fields that only later values have", () => {
  const stream = ': a comment\n\ndata: {"text":"a","end":null}\n\ndata: {"text":"b","end":"stop"}\n\ndata: [DONE]\n\n';
  const document = documentOf({ Root: { type: "object" } }, {}, stream);
  const root = examplesOf(document).get("Root");
  expect(root?.value).toEqual({ text: "a", end: null });
  expect(Object.fromEntries(root?.fields ?? [])).toEqual({ text: "a", end: "stop" });
});
