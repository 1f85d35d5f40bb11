import { collectProperties } from "../inherited-properties.ts";
import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { resolveSchema } from "../refs.ts";
import { createResolver, getValueKinds } from "../value-kinds.ts";

/**
 * Completes fields that only require something of a field of the base, with the schema of that field:
 * `allOf: [{ $ref: Base }, { properties: { meta: { required: [a] } } }]`. Omits the type of fields that only repeat
 * that of the base: `{ properties: { meta: { type: object } } }`.
 */
export function narrowFields(document: OpenAPIDocument): void {
  mapSchemas(document, (schema) => {
    if (typeof schema === "object") narrowSchema(document, schema);
    return schema;
  });
}

/** A schema that applies together with others. */
interface Part {
  readonly schema: Schema;
  /** The inline schema whose fields can be completed. */
  readonly target?: SchemaObject;
}

function narrowSchema(document: OpenAPIDocument, schema: SchemaObject): void {
  const parts = listParts(document, schema);
  if (parts.length < 2) return;
  for (const part of parts) {
    const { properties = {} } = part.target ?? {};
    const others = parts.filter((other) => other !== part);
    for (const [name, field] of Object.entries(properties)) {
      if (isIncomplete(field)) {
        const base = findField(document, others, name);
        if (base !== undefined) properties[name] = complete(document, base, field);
      } else if (isBareType(field)) {
        const base = findField(document, others, name);
        if (base === undefined) continue;
        const kinds = getValueKinds(base, createResolver(document));
        if (!kinds.has(field.type) || kinds.size > 2) continue;
        if (kinds.size === 1) properties[name] = omitType(field);
        // The base also admits null, which the field does not.
        else if (kinds.has("null") && field.type === "object") properties[name] = complete(document, base, field);
      }
    }
  }
}

/** Lists a schema without its `allOf` and `$ref`, and their schemas. */
function listParts(document: OpenAPIDocument, schema: SchemaObject): Part[] {
  const { $ref, allOf = [], ...own } = schema;
  if ($ref !== undefined && document.openapi.startsWith("3.0")) return [];
  return [
    { schema: own, target: schema },
    ...($ref === undefined ? [] : [{ schema: { $ref } }]),
    ...allOf.map((member): Part => (isInline(member) ? { schema: member, target: member } : { schema: member })),
  ];
}

function findField(document: OpenAPIDocument, parts: readonly Part[], name: string): Schema | undefined {
  return parts.flatMap(({ schema }) => listFields(document, schema, name)).find((field) => !isIncomplete(field));
}

/** Lists the schemas of a field: of the schema itself, and of the members of its `allOf`. */
function listFields(
  document: OpenAPIDocument,
  given: Schema,
  name: string,
  seen: readonly SchemaObject[] = [],
): Schema[] {
  const schema = resolveSchema(document, given);
  if (seen.includes(schema)) return [];
  const { allOf = [], ...own } = schema;
  const properties = collectProperties(document, own);
  const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return [
    ...(field === undefined ? [] : [field]),
    ...allOf.flatMap((member) => listFields(document, member, name, [...seen, schema])),
  ];
}

/** Returns whether a schema requires something that it does not describe itself, at any depth. */
function isIncomplete(schema: Schema | undefined): schema is SchemaObject {
  if (typeof schema !== "object" || !isInline(schema)) return false;
  const { properties = {}, required = [], items, allOf, anyOf, oneOf } = schema;
  if ((allOf ?? anyOf ?? oneOf ?? schema.enum) !== undefined || "const" in schema) return false;
  const type = getOnlyType(schema);
  if (type === "array") return !Array.isArray(items) && isIncomplete(items);
  const isRequiring = required.some((name) => !Object.hasOwn(properties, name));
  return type === "object" && (isRequiring || Object.values(properties).some(isIncomplete));
}

type BareType = SchemaObject & { readonly type: "object" | "array" };

/** Returns whether a schema describes nothing but that a value is an object or an array. */
function isBareType(schema: Schema | undefined): schema is BareType {
  if (typeof schema !== "object" || !isInline(schema)) return false;
  const { type, items = true, required = [], additionalProperties = true, ...rest } = schema;
  if (structural.some((keyword) => rest[keyword] !== undefined) || "const" in rest || required.length > 0) return false;
  const isUntyped = items === true || (typeof items === "object" && !Array.isArray(items) && isEmpty(items));
  return (type === "object" && additionalProperties === true) || (type === "array" && isUntyped);
}

const structural = [
  "properties",
  "patternProperties",
  "prefixItems",
  "enum",
  "allOf",
  "anyOf",
  "oneOf",
  "x-ts-type",
  "nullable",
] as const;

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

/** Omits the type where the base has it: `Meta & Record<string, unknown>` would have fields of any name. */
function omitType({ type: _type, items: _items, additionalProperties: _open, ...rest }: SchemaObject): SchemaObject {
  return rest;
}

/** Returns the type apart from null, an object by default; `undefined` for several. */
function getOnlyType({ type = "object" }: SchemaObject): string | undefined {
  const [only, ...others] = [type].flat().filter((one) => one !== "null");
  return others.length > 0 ? undefined : only;
}

function complete(document: OpenAPIDocument, base: Schema, field: SchemaObject): SchemaObject {
  if (getOnlyType(field) !== "array") {
    const completed = joinBase(structuredClone(base), field);
    narrowSchema(document, completed);
    return completed;
  }
  // The base has the array itself.
  const { items } = resolveSchema(document, base);
  if (items === undefined || Array.isArray(items) || !isInline(field.items)) return field;
  return { ...field, items: complete(document, items, field.items) };
}

/** Creates the intersection of a base and an object, which admits null if both do. */
function joinBase(base: Schema, field: SchemaObject): SchemaObject {
  const { type, properties, patternProperties, additionalProperties, ...rest } = field;
  if (!Array.isArray(type)) return { ...field, allOf: [type === undefined ? base : omitNull(base)] };
  const own = { properties, patternProperties, additionalProperties };
  const keywords = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...rest, allOf: isEmpty(keywords) ? [base] : [base, { type, ...keywords }] };
}

/** Omits null from the types of an inline schema. */
function omitNull(schema: Schema): Schema {
  if (!isInline(schema) || (schema.nullable !== true && !Array.isArray(schema.type))) return schema;
  const { nullable: _nullable, type, ...rest } = schema;
  const [only, ...others] = [type ?? []].flat().filter((one) => one !== "null");
  return only === undefined ? rest : { ...rest, type: others.length === 0 ? only : [only, ...others] };
}

function isInline(schema: Schema | readonly Schema[] | undefined): schema is SchemaObject {
  return typeof schema === "object" && !Array.isArray(schema) && (schema as SchemaObject).$ref === undefined;
}
