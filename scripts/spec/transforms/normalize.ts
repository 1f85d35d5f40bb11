import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument } from "../openapi.ts";
import { applyDiscriminators } from "./apply-discriminators.ts";
import { breakCycles } from "./break-cycles.ts";
import { hoistBodies } from "./hoist-bodies.ts";
import { hoistRefs } from "./hoist-refs.ts";
import { inferArrays } from "./infer-arrays.ts";
import { inlineRefs } from "./inline-refs.ts";
import { keepNull } from "./keep-null.ts";
import { narrowFields } from "./narrow-fields.ts";
import { requireInUnions } from "./require-in-unions.ts";
import { rewriteSchema } from "./rewrite-schema.ts";
import { typeParameters } from "./type-parameters.ts";
import { typeResponses } from "./type-responses.ts";

/**
 * Rewrites a document, without changing its meaning, into a form from which openapi-typescript generates the types of
 * the types package. What it cannot read from JSON Schema becomes an `x-ts-type`.
 */
export function normalizeDocument(document: OpenAPIDocument): void {
  inlineRefs(document);
  hoistRefs(document);
  typeResponses(document);
  keepNull(document);
  inferArrays(document);
  narrowFields(document);
  mapSchemas(document, (schema) => rewriteSchema(document, schema));
  // Before bodies get names, which are not values of a discriminator.
  applyDiscriminators(document);
  requireInUnions(document);
  hoistBodies(document);
  breakCycles(document);
  typeParameters(document);
}
