import type { OpenAPIDocument, Parameter, Schema } from "../spec/openapi.ts";
import { listOperations } from "../spec/operations.ts";
import { resolve, resolveSchema } from "../spec/refs.ts";
import { shapeOf } from "./read-shape.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** The names of the schemas that a caller may have to read: reachable from an answer, its headers included. */
export function answerSchemas(document: OpenAPIDocument, shapes: ReadonlyMap<string, Shape>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (shape: Shape | undefined): void => {
    for (const name of shape === undefined ? [] : refsOf(shape)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(shapes.get(name));
    }
  };
  for (const schema of roots(document)) visit(shapeOf(schema));
  return found;
}

function roots(document: OpenAPIDocument): Schema[] {
  const responses = listOperations(document).flatMap((info) => Array.from(info.responses.values()));
  const media = responses.flatMap(({ content = {} }) => Object.values(content).map(({ schema = true }) => schema));
  const events = media.flatMap((schema) => resolveSchema(document, schema).contentSchema ?? []);
  const headers = responses.flatMap((response) => Object.values(response.headers ?? {}));
  const headerSchemas = headers.flatMap((header) => resolve<Parameter>(document, header).schema ?? []);
  return [...media, ...events, ...headerSchemas];
}

function refsOf({ refs, objects, items }: Shape): string[] {
  return [...refs, ...objects.flatMap(refsOfObject), ...(items === undefined ? [] : refsOf(items))];
}

function refsOfObject({ bases, fields, rest }: ObjectShape): string[] {
  return [...bases, ...[...fields.values()].flatMap(refsOf), ...(rest === undefined ? [] : refsOf(rest))];
}
