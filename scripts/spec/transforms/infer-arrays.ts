import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, SchemaObject } from "../openapi.ts";

/** Sets `type: array` where a schema without a type describes items, and no fields. */
export function inferArrays(document: OpenAPIDocument): void {
  mapSchemas(document, (schema) => {
    if (typeof schema === "object" && isUntypedArray(schema)) schema.type = "array";
    return schema;
  });
}

const typed = ["type", "enum", "const", "allOf", "anyOf", "oneOf", "$ref", "x-ts-type"] as const;
const objectKeywords = ["properties", "patternProperties", "required"] as const;

function isUntypedArray(schema: SchemaObject): boolean {
  const hasItems = schema.items !== undefined || schema.prefixItems !== undefined;
  const isObject = objectKeywords.some((key) => schema[key] !== undefined) || Boolean(schema.additionalProperties);
  return hasItems && !isObject && !typed.some((key) => schema[key] !== undefined);
}
