import { inputSchemas } from "../spec/input-schemas.ts";
import { mapSchemas } from "../spec/map-schemas.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { schemaName, schemaRef } from "../spec/refs.ts";
import { applyDiscriminators } from "../spec/transforms/apply-discriminators.ts";
import { hoistBodies } from "../spec/transforms/hoist-bodies.ts";
import { hoistReferences } from "../spec/transforms/hoist-refs.ts";
import { nameSchemas } from "../spec/type-names.ts";
import { shapeOf } from "./read-shape.ts";
import { answerSchemas } from "./response-schemas.ts";
import type { Shape } from "./shape.ts";

/** A document in the terms of those who use what is generated from it. */
export interface Side {
  readonly document: OpenAPIDocument;
  /** The components by the names that their types have. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Those that a caller writes. */
  readonly inputs: ReadonlySet<string>;
  /** Those that a caller reads. */
  readonly answers: ReadonlySet<string>;
}

/** Changes the document: bodies get the names of their types, discriminators become constants. */
export function sideOf(document: OpenAPIDocument): Side {
  hoistReferences(document);
  hoistBodies(document);
  applyDiscriminators(document);
  return readSide(renameSchemas(document, nameSchemas(Object.keys(document.components?.schemas ?? {}))));
}

/** The same document with other names for some of its components. */
export function withNames({ document }: Side, names: ReadonlyMap<string, string>): Side {
  return readSide(renameSchemas(document, names));
}

function readSide(document: OpenAPIDocument): Side {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const shapes = new Map(schemas.map(([name, schema]) => [name, shapeOf(schema)]));
  return { document, shapes, inputs: inputSchemas(document), answers: answerSchemas(document, shapes) };
}

function renameSchemas(document: OpenAPIDocument, names: ReadonlyMap<string, string>): OpenAPIDocument {
  if ([...names].every(([from, to]) => from === to)) return document;
  const { schemas = {} } = document.components ?? {};
  const renamed = Object.entries(schemas).map(([name, schema]) => [names.get(name) ?? name, schema] as const);
  const copy = { ...document, components: { ...document.components, schemas: Object.fromEntries(renamed) } };
  mapSchemas(copy, (schema) => {
    const name = typeof schema === "object" && schema.$ref !== undefined ? schemaName(schema.$ref) : undefined;
    if (name === undefined || typeof schema !== "object") return schema;
    return { ...schema, $ref: schemaRef(names.get(name) ?? name) };
  });
  return copy;
}
