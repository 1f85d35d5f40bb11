import type { MediaType, OpenAPIDocument, Parameter, Response, Schema } from "../spec/openapi.ts";
import { listOperations, type OperationInfo } from "../spec/operations.ts";
import { resolveRef, resolveSchema } from "../spec/refs.ts";
import { readShape } from "./read-shape.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** Collects the names of the components that some schemas contain, directly or in other components. */
export function collectReachable(schemas: readonly Schema[], shapes: ReadonlyMap<string, Shape>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (shape: Shape | undefined): void => {
    for (const name of shape === undefined ? [] : collectRefs(shape)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(shapes.get(name));
    }
  };
  for (const schema of schemas) visit(readShape(schema));
  return found;
}

/** Lists the operations under `webhooks`, whose path is the name of the webhook. */
export function listWebhooks(document: OpenAPIDocument): OperationInfo[] {
  return listOperations({ ...document, paths: document.webhooks ?? {} });
}

/** Lists the schemas that users read: those of responses, and of the parameters and bodies of webhooks. */
export function listReadSchemas(document: OpenAPIDocument): Schema[] {
  const webhooks = listWebhooks(document);
  const parameters = webhooks.flatMap(({ operation }) => operation.parameters ?? []);
  return [
    ...listOperations(document).flatMap(({ responses }) => [...responses.values()].flatMap(listIn(document))),
    ...listHeaderSchemas(document, parameters),
    ...webhooks.flatMap(({ requestBody }) => listMediaSchemas(document, requestBody?.content)),
  ];
}

export function listWebhookResponseSchemas(document: OpenAPIDocument): Schema[] {
  return listWebhooks(document).flatMap(({ responses }) => [...responses.values()].flatMap(listIn(document)));
}

function listIn(document: OpenAPIDocument): (response: Response) => Schema[] {
  return ({ content, headers = {} }) => [
    ...listMediaSchemas(document, content),
    ...listHeaderSchemas(document, Object.values(headers)),
  ];
}

function listMediaSchemas(document: OpenAPIDocument, content: Record<string, MediaType> = {}): Schema[] {
  const schemas = Object.values(content).map(({ schema = true }) => schema);
  return [...schemas, ...schemas.flatMap((schema) => resolveSchema(document, schema).contentSchema ?? [])];
}

function listHeaderSchemas(document: OpenAPIDocument, headers: readonly object[]): Schema[] {
  return headers.flatMap((header) => resolveRef<Parameter>(document, header).schema ?? []);
}

function collectRefs({ refs, objects, items }: Shape): string[] {
  return [...refs, ...objects.flatMap(collectObjectRefs), ...(items === undefined ? [] : collectRefs(items))];
}

function collectObjectRefs({ bases, fields, rest }: ObjectShape): string[] {
  return [...bases, ...[...fields.values()].flatMap(collectRefs), ...(rest === undefined ? [] : collectRefs(rest))];
}
