import { collectInputSchemas } from "../spec/input-schemas.ts";
import { mapSchemas } from "../spec/map-schemas.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { getSchemaName, toSchemaRef } from "../spec/refs.ts";
import { applyDiscriminators } from "../spec/transforms/apply-discriminators.ts";
import { inlineBases, omitSiblings } from "./references.ts";
import { breakCycles } from "../spec/transforms/break-cycles.ts";
import { hoistBodies } from "../spec/transforms/hoist-bodies.ts";
import { hoistRefs } from "../spec/transforms/hoist-refs.ts";
import { inferArrays } from "../spec/transforms/infer-arrays.ts";
import { keepNull } from "../spec/transforms/keep-null.ts";
import { narrowFields } from "../spec/transforms/narrow-fields.ts";
import { assignTypeNames } from "../spec/type-names.ts";
import { readShape } from "./read-shape.ts";
import { collectReachable, listReadSchemas, listWebhookResponseSchemas } from "./used-schemas.ts";
import type { Shape } from "./shape.ts";

/** A document as the users of the generated packages see it. */
export interface NormalizedSpec {
  readonly document: OpenAPIDocument;
  /** The components by the names of their types. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The components whose lists are readonly in the generated types. */
  readonly inputs: ReadonlySet<string>;
  /** The components that users write: in calls, and in responses to webhooks. */
  readonly requests: ReadonlySet<string>;
  /** The components that users read: in responses, and in webhooks. */
  readonly responses: ReadonlySet<string>;
}

/** Mutates a document: discriminators become constants, bodies get the names of their types, types are not defined by themselves. */
export function normalizeSpec(document: OpenAPIDocument): NormalizedSpec {
  hoistRefs(document);
  omitSiblings(document);
  inlineBases(document);
  keepNull(document);
  inferArrays(document);
  narrowFields(document);
  applyDiscriminators(document);
  hoistBodies(document);
  breakCycles(document);
  return readSpec(renameSchemas(document, assignTypeNames(Object.keys(document.components?.schemas ?? {}))));
}

/** Returns the same document with new names for some of its components. */
export function renameComponents({ document }: NormalizedSpec, names: ReadonlyMap<string, string>): NormalizedSpec {
  return readSpec(renameSchemas(document, names));
}

function readSpec(document: OpenAPIDocument): NormalizedSpec {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const shapes = new Map(schemas.map(([name, schema]) => [name, readShape(schema)]));
  const inputs = collectInputSchemas(document);
  return {
    document,
    shapes,
    inputs,
    requests: new Set([...inputs, ...collectReachable(listWebhookResponseSchemas(document), shapes)]),
    responses: collectReachable(listReadSchemas(document), shapes),
  };
}

function renameSchemas(document: OpenAPIDocument, names: ReadonlyMap<string, string>): OpenAPIDocument {
  if ([...names].every(([from, to]) => from === to)) return document;
  const { schemas = {} } = document.components ?? {};
  const renamed = Object.entries(schemas).map(([name, schema]) => [names.get(name) ?? name, schema] as const);
  const copy = { ...document, components: { ...document.components, schemas: Object.fromEntries(renamed) } };
  mapSchemas(copy, (schema) => {
    const name = typeof schema === "object" && schema.$ref !== undefined ? getSchemaName(schema.$ref) : undefined;
    if (name === undefined || typeof schema !== "object") return schema;
    return { ...schema, $ref: toSchemaRef(names.get(name) ?? name) };
  });
  return copy;
}
