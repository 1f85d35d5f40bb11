import { collectProperties } from "../inherited-properties.ts";
import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { isReference } from "../refs.ts";
import { createResolver, getValueKinds } from "../value-kinds.ts";

/**
 * Admits null in members of an `allOf` without a type that describe fields or items of a nullable schema:
 * `allOf: [Base, { properties: { meta: { properties: { a: { const: b } } } } }]` says nothing about a `meta` that is
 * null. The generator infers an object or an array, which null is not.
 */
export function keepNull(document: OpenAPIDocument): void {
  mapSchemas(document, (schema) => {
    if (typeof schema === "object" && isIntersection(document, schema)) keepNullInMembers(document, schema);
    return schema;
  });
}

/** Returns whether other schemas apply together with a schema. In 3.0, keywords next to a `$ref` are ignored. */
function isIntersection({ openapi }: OpenAPIDocument, { allOf, $ref }: SchemaObject): boolean {
  return $ref === undefined ? allOf !== undefined : !openapi.startsWith("3.0");
}

function keepNullInMembers(document: OpenAPIDocument, schema: SchemaObject): void {
  const { allOf = [], $ref, ...keywords } = schema;
  const members: Schema[] = $ref === undefined ? allOf : [...allOf, { $ref }];
  if (inferType(keywords) === "object" && members.some((member) => isNullable(document, member))) {
    moveToMember(schema);
    keepNullInMembers(document, schema);
    return;
  }
  const parts = [...members, keywords];
  for (const part of parts) {
    const others = parts.filter((other) => other !== part);
    if (part === keywords) keepNullInFields(document, others, keywords);
    else keepNullIn(document, others, part);
  }
}

/** Moves the fields of a schema to a member of its `allOf`, which can admit null. */
function moveToMember(schema: SchemaObject): void {
  const member: SchemaObject = {};
  for (const keyword of ["properties", "patternProperties", "additionalProperties"] as const) {
    if (schema[keyword] !== undefined) Object.assign(member, { [keyword]: schema[keyword] });
    delete schema[keyword];
  }
  schema.allOf = [...(schema.allOf ?? []), member];
}

/**
 * Admits null in a schema and in its fields and items.
 *
 * @param bases the schemas that apply together with it
 */
function keepNullIn(document: OpenAPIDocument, bases: readonly Schema[], schema: Schema): void {
  if (typeof schema !== "object" || !hasInferredType(schema)) return;
  const inferred = inferType(schema);
  if (inferred !== undefined && bases.some((base) => isNullable(document, base))) schema.type = [inferred, "null"];
  keepNullInFields(document, bases, schema);
}

function keepNullInFields(document: OpenAPIDocument, bases: readonly Schema[], schema: SchemaObject): void {
  const { properties = {}, items } = schema;
  for (const [name, field] of Object.entries(properties)) {
    if (!hasInferredType(field)) continue;
    const fields = bases.flatMap((base) => {
      const inherited = collectProperties(document, base);
      return Object.hasOwn(inherited, name) ? [inherited[name] ?? true] : [];
    });
    if (fields.length > 0) keepNullIn(document, fields, field);
  }
  if (typeof items !== "object" || Array.isArray(items) || !hasInferredType(items)) return;
  const all = bases.flatMap((base) => listItems(document, base));
  if (all.length > 0) keepNullIn(document, all, items);
}

/** Returns whether the generator infers a type for a schema, or for a field or items in it. Few documents need that. */
function hasInferredType(schema: Schema): boolean {
  if (typeof schema !== "object" || isReference(schema)) return false;
  const { properties = {}, items = true } = schema;
  return inferType(schema) !== undefined || [...Object.values(properties), items].flat().some(hasInferredType);
}

/** Returns the type that the generator infers for a schema without one, if it describes fields or items. */
function inferType(schema: SchemaObject): "object" | "array" | undefined {
  const { type, properties, patternProperties, additionalProperties, items, prefixItems } = schema;
  const isComposed = (schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.enum ?? schema["x-ts-type"]) !== undefined;
  if (type !== undefined || isComposed || "const" in schema || schema.nullable === true) return undefined;
  if ((properties ?? patternProperties) !== undefined || typeof additionalProperties === "object") return "object";
  return (items ?? prefixItems) === undefined ? undefined : "array";
}

/** Returns whether a schema with a type admits null. */
function isNullable(document: OpenAPIDocument, schema: Schema): boolean {
  const kinds = getValueKinds(schema, createResolver(document));
  return kinds.has("null") && kinds.size < everyKindCount;
}

const everyKindCount = 4;

function listItems(document: OpenAPIDocument, schema: Schema): Schema[] {
  const { items } = createResolver(document)(schema).schema;
  return items === undefined || Array.isArray(items) ? [] : [items as Schema];
}
