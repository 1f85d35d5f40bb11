import type { OpenAPIDocument, Parameter, Schema } from "../spec/openapi.ts";
import { listOperations } from "../spec/operations.ts";
import { resolveRef, resolveSchema } from "../spec/refs.ts";
import { readShape } from "./read-shape.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** Collects the names of the schemas that a caller reads: those reachable from a response or its headers. */
export function collectResponseSchemas(
  document: OpenAPIDocument,
  shapes: ReadonlyMap<string, Shape>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (shape: Shape | undefined): void => {
    for (const name of shape === undefined ? [] : collectRefs(shape)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(shapes.get(name));
    }
  };
  for (const schema of listResponseSchemas(document)) visit(readShape(schema));
  return found;
}

function listResponseSchemas(document: OpenAPIDocument): Schema[] {
  const responses = listOperations(document).flatMap((info) => Array.from(info.responses.values()));
  const media = responses.flatMap(({ content = {} }) => Object.values(content).map(({ schema = true }) => schema));
  const events = media.flatMap((schema) => resolveSchema(document, schema).contentSchema ?? []);
  const headers = responses.flatMap((response) => Object.values(response.headers ?? {}));
  const headerSchemas = headers.flatMap((header) => resolveRef<Parameter>(document, header).schema ?? []);
  return [...media, ...events, ...headerSchemas];
}

function collectRefs({ refs, objects, items }: Shape): string[] {
  return [...refs, ...objects.flatMap(collectObjectRefs), ...(items === undefined ? [] : collectRefs(items))];
}

function collectObjectRefs({ bases, fields, rest }: ObjectShape): string[] {
  return [...bases, ...[...fields.values()].flatMap(collectRefs), ...(rest === undefined ? [] : collectRefs(rest))];
}
