import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument } from "../openapi.ts";
import { applyDiscriminators } from "./apply-discriminators.ts";
import { breakCycles } from "./break-cycles.ts";
import { hoistBodies } from "./hoist-bodies.ts";
import { hoistReferences } from "./hoist-refs.ts";
import { inlineReferences } from "./inline-refs.ts";
import { rewriteSchema } from "./rewrite-schema.ts";

/**
 * Brings a document into the form from which openapi-typescript makes the types that we want. It means the same
 * afterwards: what can't be said in JSON Schema that openapi-typescript understands is said as `x-ts-type`.
 */
export function normalise(document: OpenAPIDocument): void {
  inlineReferences(document);
  hoistReferences(document);
  mapSchemas(document, (schema) => rewriteSchema(document, schema));
  hoistBodies(document);
  applyDiscriminators(document);
  breakCycles(document);
}
