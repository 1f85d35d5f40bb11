import { expect, test } from "vitest";
import { collectExamples } from "../../../codegen/docs/examples.ts";
import type { OpenAPIDocument } from "../../../spec/openapi.ts";

function createDocument(schemas: object, examples: object, stream = ""): OpenAPIDocument {
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

function listExamples(document: OpenAPIDocument): Record<string, unknown> {
  return Object.fromEntries([...collectExamples(document)].map(([name, { value }]) => [name, value]));
}

test("collects the first value of each schema inside an example", () => {
  const document = createDocument(
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
  expect(listExamples(document)).toEqual({ Root, Base: Root, Item: { a: 1 }, Other: 7 });
});

test("assigns a value to the first union member that it matches", () => {
  const document = createDocument(
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
  expect(listExamples(document)).toMatchObject({
    Dog: { kind: "hound" },
    Cat: { kind: "cat", claws: 18 },
    Number: 3,
    Any: { kind: "cat" },
  });
});

test("collects the events of a stream, and fields of later values", () => {
  const stream = ': a comment\n\ndata: {"text":"a","end":null}\n\ndata: {"text":"b","end":"stop"}\n\ndata: [DONE]\n\n';
  const document = createDocument({ Root: { type: "object" } }, {}, stream);
  const root = collectExamples(document).get("Root");
  expect(root?.value).toEqual({ text: "a", end: null });
  expect(Object.fromEntries(root?.fields ?? [])).toEqual({ text: "a", end: "stop" });
});
