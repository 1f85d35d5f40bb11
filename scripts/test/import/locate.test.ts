import { expect, test } from "vitest";
import { locate } from "../../import/locate.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { listOperations } from "../../spec/operations.ts";
import { createDocument } from "../support/sketch.ts";

const document = createDocument({
  request: {
    type: "object",
    properties: {
      "a/b": { type: "string" },
      tools: { type: "array", items: { $ref: "#/components/schemas/Tool" } },
      labels: { type: "object", additionalProperties: { type: "string" } },
      size: { $ref: "#/components/schemas/Size" },
      next: { $ref: "#/components/schemas/Request" },
    },
  },
  schemas: {
    Size: { anyOf: [{ type: "string", enum: ["s"] }, { type: "string" }] },
    Tool: { oneOf: [{ $ref: "#/components/schemas/Clock" }, { $ref: "#/components/schemas/Search" }] },
    Clock: { type: "object", properties: { type: { const: "clock" }, zone: { type: "string" } } },
    Search: {
      allOf: [
        { type: "object", properties: { limit: { type: "integer" } } },
        { type: "object", properties: { type: { enum: ["web", "find"] } } },
      ],
    },
  },
  operation: {
    parameters: [{ name: "X-Mood", in: "header", schema: { type: "string" } }],
    responses: {
      "200": {
        description: "Done",
        headers: { "X-Id": { schema: { type: "string" } } },
        content: {
          "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } },
          "text/event-stream": {
            schema: { type: "object", properties: { data: { type: "object", properties: { part: {} } } } },
          },
        },
      },
      "400": { $ref: "#/components/responses/Bad" },
    },
  },
  components: {
    responses: {
      Bad: { description: "Bad", content: { "application/json": { schema: { properties: { error: {} } } } } },
    },
  },
});

const schemas = "#/components/schemas";
const post = "#/paths/~1things/post";
const ok = `${post}/responses/200`;

test.each([
  ["request", "#/paths/~1things/post/requestBody/content/application~1json/schema"],
  ["request.a/b", `${schemas}/Request/properties/a~1b`],
  ["request.labels[key]", `${schemas}/Request/properties/labels/additionalProperties`],
  ["request.tools[](type=clock).zone", `${schemas}/Clock/properties/zone`],
  ["request.tools[](type=find).limit", `${schemas}/Search/allOf/0/properties/limit`],
  ["request.next.next.size", `${schemas}/Request/properties/size`],
  ["response.id", `${ok}/content/application~1json/schema/properties/id`],
  ["chunk.part", `${ok}/content/text~1event-stream/schema/properties/data/properties/part`],
  ["error.error", "#/components/responses/Bad/content/application~1json/schema/properties/error"],
  ["status 400", "#/components/responses/Bad"],
  ["header x-mood", `${post}/parameters/0`],
  ["response header x-id", `${ok}/headers/X-Id`],
])("locates %s", (path, pointer) => {
  expect(locateInSketch(document, path).field).toBe(pointer);
});

test.each([
  ["a field", "request.tools[](type=clock).unknown", `${schemas}/Clock`],
  ["a field behind a reference", "request.next.unknown", `${schemas}/Request`],
  ["a union member", "request.tools[](type=unknown)", `${schemas}/Tool`],
  ["a status", "status 418", post],
  ["a parameter", "query unknown", post],
])("locates what is around %s that the document does not have", (_, path, pointer) => {
  expect(locateInSketch(document, path).field).toBe(pointer);
});

test("locates listed values in the component that lists them", () => {
  expect(locateInSketch(document, "request.size").values).toBe(`${schemas}/Size/anyOf/0`);
  expect(locateInSketch(document, "request.labels").values).toBe(`${schemas}/Request/properties/labels`);
});

function locateInSketch(sketch: OpenAPIDocument, path: string): ReturnType<typeof locate> {
  const [operation] = listOperations(sketch);
  if (operation === undefined) throw new Error("A sketch must have one operation");
  return locate(sketch, operation, path);
}
