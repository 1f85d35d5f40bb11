import type { OpenAPIDocument, Operation, Schema } from "../../spec/openapi.ts";

/** The parts of a document with one operation, `POST /things`, that matter to a test. */
export interface Sketch extends Partial<OpenAPIDocument> {
  /** The component `Request`, the request body. */
  readonly request?: Schema;
  /** The component `Response`, the body of a 200. */
  readonly response?: Schema;
  readonly schemas?: Record<string, Schema>;
  readonly operation?: Operation;
}

export function createDocument(sketch: Sketch = {}): OpenAPIDocument {
  const { request = { type: "object" }, response = { type: "object" }, schemas, operation, ...document } = sketch;
  const post = {
    operationId: "createThing",
    requestBody: { required: true, ...content("Request") },
    responses: { "200": { description: "Done", ...content("Response") } },
    ...operation,
  };
  // Tests may share objects between two documents, and a comparison mutates them.
  return structuredClone({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: { "/things": { post } },
    ...document,
    components: { ...document.components, schemas: { Request: request, Response: response, ...schemas } },
  });
}

function content(name: string): object {
  return { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } };
}
