import type { Schema, SchemaObject } from "../spec/openapi.ts";
import { schemaName } from "../spec/refs.ts";
import { both, either } from "./combine-shapes.ts";
import { typeTextShape } from "./read-type-text.ts";
import { nothing, type ObjectShape, type Shape } from "./shape.ts";

const anything: Shape = { ...nothing, types: new Set(["unknown"]) };

/** `$ref`s must point to whole components by now. */
export function shapeOf(schema: Schema | undefined): Shape {
  if (typeof schema !== "object" || schema === null) return schema === false ? nothing : anything;
  const { description = "", deprecated: isDeprecated = false } = schema;
  const notes = { description: description.trim(), isDeprecated, bounds: boundsOf(schema) };
  const text = schema["x-ts-type"];
  if (text !== undefined) return { ...typeTextShape(text), ...notes };
  const parts = [
    ...(schema.$ref === undefined ? [] : [{ ...nothing, refs: new Set([schemaName(schema.$ref) ?? schema.$ref]) }]),
    ...ownShapes(schema),
    ...[schema.anyOf, schema.oneOf].flatMap((members) => (members === undefined ? [] : either(members.map(shapeOf)))),
    ...(schema.allOf ?? []).map(shapeOf),
  ];
  const shape = parts.length === 0 ? anything : parts.reduce(both);
  // 3.0 writes `nullable` beside an `allOf` whose members don't admit null.
  return { ...shape, ...notes, isNullable: shape.isNullable || schema.nullable === true };
}

/** What the schema says itself, apart from `$ref` and the lists of other schemas; none if that is nothing. */
function ownShapes(schema: SchemaObject): Shape[] {
  const types = [schema.type ?? impliedType(schema)].flat();
  const literals = "const" in schema ? [schema.const] : schema.enum;
  if (literals !== undefined) {
    const values = literals.filter((value) => value !== null).map((value) => JSON.stringify(value));
    return [{ ...nothing, values: new Set(values), isNullable: values.length < literals.length }];
  }
  if (types.length === 0) return [];
  const plain = types.filter((type) => !["null", "object", "array"].includes(type));
  return [
    {
      ...nothing,
      types: new Set(plain.map((type) => (type === "string" && isBytes(schema) ? "Blob" : type))),
      isNullable: types.includes("null"),
      objects: types.includes("object") ? [objectShape(schema)] : [],
      items: types.includes("array") ? itemsOf(schema) : undefined,
    },
  ];
}

function impliedType(schema: SchemaObject): string[] {
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ["array"];
  const { properties, additionalProperties, patternProperties, required } = schema;
  return (properties ?? additionalProperties ?? patternProperties ?? required) === undefined ? [] : ["object"];
}

function objectShape(schema: SchemaObject): ObjectShape {
  const { properties = {}, required = [], additionalProperties = false, patternProperties = {} } = schema;
  const rest = [additionalProperties, ...Object.values(patternProperties)].filter((one) => one !== false);
  return {
    label: "",
    bases: new Set(),
    fields: new Map(Object.entries(properties).map(([name, field]) => [name, shapeOf(field)])),
    required: new Set(required),
    rest: rest.length === 0 ? undefined : either(rest.map(shapeOf)),
  };
}

function itemsOf({ items, prefixItems = [] }: SchemaObject): Shape {
  const all = [...prefixItems, ...(items === undefined ? [] : [items].flat())];
  return all.length === 0 ? anything : either(all.map(shapeOf));
}

function isBytes({ format, contentMediaType, contentEncoding }: SchemaObject): boolean {
  return contentEncoding === undefined && (format === "binary" || contentMediaType === "application/octet-stream");
}

const boundKeywords = (
  "minimum exclusiveMinimum maximum exclusiveMaximum multipleOf minLength maxLength minItems maxItems minProperties " +
  "maxProperties pattern format default"
).split(" ");

function boundsOf(schema: SchemaObject): string {
  const own = boundKeywords.filter((keyword) => keyword in schema);
  const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = members.map((member) => (typeof member === "object" ? boundsOf(member) : ""));
  const texts = own.map((keyword) => `${keyword} ${JSON.stringify((schema as Record<string, unknown>)[keyword])}`);
  return [...texts, ...inner].filter(Boolean).join(", ");
}
