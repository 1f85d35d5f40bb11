import { mapSchemas } from "../spec/map-schemas.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../spec/openapi.ts";
import { resolveSchema } from "../spec/refs.ts";

/** Omits the keywords next to a `$ref` that restrict values: 3.0 ignores them. */
export function omitSiblings(document: OpenAPIDocument): void {
  if (!document.openapi.startsWith("3.0")) return;
  mapSchemas(document, (schema) => {
    if (typeof schema !== "object" || schema.$ref === undefined) return schema;
    const kept = Object.entries(schema).filter(([keyword]) => !restrictions.has(keyword));
    return Object.fromEntries(kept) as SchemaObject;
  });
}

const compositions = ["allOf", "anyOf", "oneOf"] as const;
const objectKeywords = ["properties", "patternProperties", "additionalProperties"] as const;
const plainKeywords = ["type", "enum", "const", "items", "prefixItems"] as const;
const restrictions: ReadonlySet<string> = new Set([
  ...compositions,
  ...objectKeywords,
  ...plainKeywords,
  "required",
  "nullable",
]);

/**
 * Replaces a `$ref` in an `allOf` with its target if that is not an object, and other members restrict its values:
 * `allOf: [{ $ref: Color }, { enum: [red] }]`.
 */
export function inlineBases(document: OpenAPIDocument): void {
  mapSchemas(document, (schema) => {
    if (typeof schema !== "object" || schema.allOf === undefined) return schema;
    const plain = schema.allOf.filter((member) => isPlain(document, member));
    if (plain.length === 0) return schema;
    const members = schema.allOf.filter((member) => !isRequirement(member));
    const isRestricted = plain.length > 1;
    const allOf = members.map((member) =>
      isRestricted && plain.includes(member) ? structuredClone(resolveSchema(document, member)) : member,
    );
    return { ...schema, allOf };
  });
}

/** Returns whether a schema describes strings, numbers, booleans or arrays only. */
function isPlain(document: OpenAPIDocument, given: Schema): boolean {
  const schema = resolveSchema(document, given);
  if ([...compositions, ...objectKeywords].some((keyword) => schema[keyword] !== undefined)) return false;
  if (schema["x-ts-type"] !== undefined || schema.$ref !== undefined) return false;
  const isObject = [schema.type].flat().includes("object");
  return !isObject && plainKeywords.some((keyword) => schema[keyword] !== undefined);
}

/** Returns whether a schema only requires fields, which says nothing about other values than objects. */
function isRequirement(schema: Schema): boolean {
  if (typeof schema !== "object" || schema.required === undefined) return false;
  return ![...restrictions, "$ref"].some((keyword) => keyword !== "required" && keyword in schema);
}
