import type { OpenAPIDocument, Operation, Schema } from "../../spec/openapi.ts";

/** A document with one operation, `POST /things`, of which a test says only what it is about. */
export interface Sketch extends Partial<OpenAPIDocument> {
  /** The component `Request`, which is the body. */
  readonly request?: Schema;
  /** The component `Answer`, which comes with 200. */
  readonly answer?: Schema;
  readonly schemas?: Record<string, Schema>;
  readonly operation?: Operation;
}

export function documentOf(sketch: Sketch = {}): OpenAPIDocument {
  const { request = { type: "object" }, answer = { type: "object" }, schemas, operation, ...document } = sketch;
  const post = {
    operationId: "createThing",
    requestBody: { required: true, ...content("Request") },
    responses: { "200": { description: "Done", ...content("Answer") } },
    ...operation,
  };
  // Tests may share objects between the two documents, and a comparison changes them.
  return structuredClone({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: { "/things": { post } },
    ...document,
    components: { ...document.components, schemas: { Request: request, Answer: answer, ...schemas } },
  });
}

function content(name: string): object {
  return { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } };
}
