import type { Schema, SchemaObject } from "../spec/openapi.ts";
import { getSchemaName } from "../spec/refs.ts";
import { intersectShapes, uniteShapes } from "./combine-shapes.ts";
import { readTypeText } from "./read-type-text.ts";
import { neverShape, type ObjectShape, type Shape } from "./shape.ts";

const unknownShape: Shape = { ...neverShape, types: new Set(["unknown"]) };

/** Reads the shape of a schema whose `$ref`s all point to components. */
export function readShape(schema: Schema | undefined): Shape {
  if (typeof schema !== "object" || schema === null) return schema === false ? neverShape : unknownShape;
  const { description = "", deprecated: isDeprecated = false } = schema;
  const notes = { description: description.trim(), isDeprecated, bounds: readBounds(schema) };
  const text = schema["x-ts-type"];
  if (text !== undefined) return { ...readTypeText(text), ...notes };
  const parts = [
    ...(schema.$ref === undefined
      ? []
      : [{ ...neverShape, refs: new Set([getSchemaName(schema.$ref) ?? schema.$ref]) }]),
    ...readOwnShapes(schema),
    ...[schema.anyOf, schema.oneOf].flatMap((members) =>
      members === undefined ? [] : uniteShapes(members.map(readShape)),
    ),
    ...(schema.allOf ?? []).map(readShape),
  ];
  const shape = parts.length === 0 ? unknownShape : parts.reduce(intersectShapes);
  // 3.0 writes `nullable` next to an `allOf` whose members don't admit null.
  return { ...shape, ...notes, isNullable: shape.isNullable || schema.nullable === true };
}

/** Reads the keywords of the schema itself, without `$ref` and composition. */
function readOwnShapes(schema: SchemaObject): Shape[] {
  const types = [schema.type ?? inferType(schema)].flat();
  const literals = "const" in schema ? [schema.const] : schema.enum;
  if (literals !== undefined) {
    const values = literals.filter((value) => value !== null).map((value) => JSON.stringify(value));
    return [{ ...neverShape, literals: new Set(values), isNullable: values.length < literals.length }];
  }
  if (types.length === 0) return [];
  const plain = types.filter((type) => !["null", "object", "array"].includes(type));
  return [
    {
      ...neverShape,
      types: new Set(plain.map((type) => (type === "string" && isBytes(schema) ? "Blob" : type))),
      isNullable: types.includes("null"),
      objects: types.includes("object") ? [readObjectShape(schema)] : [],
      items: types.includes("array") ? readItems(schema) : undefined,
    },
  ];
}

function inferType(schema: SchemaObject): string[] {
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ["array"];
  const { properties, additionalProperties, patternProperties, required } = schema;
  return (properties ?? additionalProperties ?? patternProperties ?? required) === undefined ? [] : ["object"];
}

function readObjectShape(schema: SchemaObject): ObjectShape {
  const { properties = {}, required = [], additionalProperties = false, patternProperties = {} } = schema;
  const rest = [additionalProperties, ...Object.values(patternProperties)].filter((one) => one !== false);
  return {
    label: "",
    bases: new Set(),
    fields: new Map(Object.entries(properties).map(([name, field]) => [name, readShape(field)])),
    required: new Set(required),
    rest: rest.length === 0 ? undefined : uniteShapes(rest.map(readShape)),
  };
}

function readItems({ items, prefixItems = [] }: SchemaObject): Shape {
  const all = [...prefixItems, ...(items === undefined ? [] : [items].flat())];
  return all.length === 0 ? unknownShape : uniteShapes(all.map(readShape));
}

function isBytes({ format, contentMediaType, contentEncoding }: SchemaObject): boolean {
  return contentEncoding === undefined && (format === "binary" || contentMediaType === "application/octet-stream");
}

const boundKeywords = (
  "minimum exclusiveMinimum maximum exclusiveMaximum multipleOf minLength maxLength minItems maxItems minProperties " +
  "maxProperties pattern format default"
).split(" ");

function readBounds(schema: SchemaObject): string {
  const own = boundKeywords.filter((keyword) => keyword in schema);
  const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = members.map((member) => (typeof member === "object" ? readBounds(member) : ""));
  const texts = own.map((keyword) => `${keyword} ${JSON.stringify((schema as Record<string, unknown>)[keyword])}`);
  return [...texts, ...inner].filter(Boolean).join(", ");
}
