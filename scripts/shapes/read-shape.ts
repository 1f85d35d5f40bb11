import type { Schema, SchemaObject } from "../spec/openapi.ts";
import { getSchemaName } from "../spec/refs.ts";
import { intersectShapes, uniteShapes } from "./combine-shapes.ts";
import { isConditional, readConstraints, readDocumented } from "./constraints.ts";
import { readTypeText } from "./read-type-text.ts";
import { neverShape, unknownShape, type Notes, type ObjectShape, type Shape, type TupleShape } from "./shape.ts";

/** Reads the shape of a schema whose `$ref`s all point to components. */
export function readShape(schema: Schema | undefined): Shape {
  if (typeof schema !== "object" || schema === null) return schema === false ? neverShape : unknownShape;
  const shape = readPart(schema);
  // `required` says nothing about the type of a value, only about the other parts of an intersection.
  if (!isRequiringOnly(schema)) return shape;
  const notes = readNotes(schema);
  const constraints = new Map([...notes.constraints, ["required", JSON.stringify([schema.required, schema.allOf])]]);
  return { ...unknownShape, ...notes, constraints };
}

/** Reads the shape of a schema that other schemas may add to. */
function readPart(schema: Schema): Shape {
  if (typeof schema !== "object" || schema === null) return schema === false ? neverShape : unknownShape;
  const notes = readNotes(schema);
  const text = schema["x-ts-type"];
  if (text !== undefined) return { ...readTypeText(text), ...notes };
  const parts = [
    ...(schema.$ref === undefined
      ? []
      : [{ ...neverShape, refs: new Set([getSchemaName(schema.$ref) ?? schema.$ref]) }]),
    ...(schema.$ref !== undefined && isOpenOrClosed(omitComposition(schema)) ? [] : readOwnShapes(schema)),
    ...[schema.anyOf, schema.oneOf].flatMap((members) =>
      members === undefined || isConditional(members) ? [] : uniteShapes(members.map(readShape)),
    ),
    ...listParts(schema).map(readPart),
  ];
  const shape = parts.length === 0 ? unknownShape : parts.reduce(intersectShapes);
  // 3.0 writes `nullable` next to an `allOf` whose members don't admit null.
  const isNullable =
    !shape.types.has("unknown") && (shape.isNullable || (schema.nullable === true && schema.$ref === undefined));
  return { ...shape, ...notes, isNullable };
}

/** Reads the notes of a schema. Those of the only member of a union or an intersection count as its own. */
function readNotes(schema: SchemaObject): Notes {
  const all: SchemaObject & { writeOnly?: boolean } = { ...getOnlyMember(schema), ...schema };
  const { description, title, deprecated, readOnly, writeOnly } = all;
  return {
    description: (description ?? title ?? "").trim(),
    isDeprecated: deprecated === true,
    isReadOnly: readOnly === true,
    isWriteOnly: writeOnly === true,
    constraints: readConstraints(schema),
    documented: readDocumented({ ...getOnlyMember(schema), ...schema }),
  };
}

function getOnlyMember({ allOf, anyOf, oneOf }: SchemaObject): SchemaObject {
  const [member, ...others] = allOf ?? anyOf ?? oneOf ?? [];
  return others.length > 0 || typeof member !== "object" || member.$ref !== undefined ? {} : member;
}

/** Reads the keywords of the schema itself, without `$ref` and composition. */
function readOwnShapes(schema: SchemaObject): Shape[] {
  const types = [schema.type ?? inferType(schema)].flat();
  const literals = "const" in schema ? [schema.const] : schema.enum;
  if (literals !== undefined) {
    const values = literals.filter((value) => value !== null).map((value) => JSON.stringify(value));
    const isBoolean = values.includes("true") && values.includes("false");
    const others = isBoolean ? values.filter((value) => value !== "true" && value !== "false") : values;
    // A type with null admits it, even if the enum does not list it.
    const isNullable = values.length < literals.length || (schema.enum !== undefined && types.includes("null"));
    return [{ ...neverShape, types: new Set(isBoolean ? ["boolean"] : []), literals: new Set(others), isNullable }];
  }
  if (types.length === 0) return [];
  const plain = types.filter((type) => !["null", "object", "array"].includes(type));
  // `required` alone says nothing about null.
  const isNullable =
    types.includes("null") || (schema.type === undefined && inferType(omitRequired(schema)).length === 0);
  return [
    {
      ...neverShape,
      types: new Set([
        ...plain.map((type) => (type === "string" && isBytes(schema) ? "Blob" : type)),
        ...(types.includes("object") && isEmptyObject(schema) ? [emptyObjectType] : []),
      ]),
      isNullable,
      objects: types.includes("object") && !isEmptyObject(schema) ? [readObjectShape(schema)] : [],
      items: types.includes("array") ? readItems(schema) : undefined,
      tuple: types.includes("array") ? readTuple(schema) : undefined,
    },
  ];
}

const emptyObjectType = "Record<string, never>";

/** Returns whether a schema admits only `{}`. */
function isEmptyObject({
  properties = {},
  additionalProperties,
  patternProperties,
  allOf,
  anyOf,
  oneOf,
}: SchemaObject): boolean {
  const isClosed = additionalProperties === false && patternProperties === undefined;
  return isClosed && Object.keys(properties).length === 0 && (allOf ?? anyOf ?? oneOf) === undefined;
}

/** Without a type, the generator infers an object from its fields, and nothing else. */
function inferType({ properties, additionalProperties, patternProperties, required }: SchemaObject): string[] {
  const isObject = (properties ?? patternProperties ?? required) !== undefined || Boolean(additionalProperties);
  return isObject ? ["object"] : [];
}

/** Returns whether a schema has no keyword with a type but `required`. */
function isRequiringOnly(schema: Schema): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const { allOf = [], required, ...rest } = schema;
  const isTyped = typeKeywords.some((keyword) => rest[keyword] !== undefined) || "const" in rest;
  if (inferType(rest).length > 0) return false;
  return !isTyped && (required !== undefined || allOf.length > 0) && allOf.every(isRequiringOnly);
}

const typeKeywords = ["$ref", "type", "enum", "anyOf", "oneOf", "x-ts-type", "nullable"] as const;

/** Lists the members of an `allOf`, without those that the generator omits next to others. */
function listParts({ allOf = [], ...own }: SchemaObject): readonly Schema[] {
  const parts = allOf.filter((part) => !isOpenOrClosed(part));
  const isAlone = parts.length === 0 && readOwnShapes(own).length === 0 && own.$ref === undefined;
  return isAlone ? allOf : parts;
}

function omitRequired({ required: _required, ...rest }: SchemaObject): SchemaObject {
  return rest;
}

function omitComposition({
  $ref: _ref,
  allOf: _allOf,
  anyOf: _anyOf,
  oneOf: _oneOf,
  ...own
}: SchemaObject): SchemaObject {
  return own;
}

/** Returns whether a schema only says whether an object has other fields. */
function isOpenOrClosed(schema: Schema): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const { additionalProperties, type = "object", ...rest } = schema;
  const others = [...typeKeywords, "allOf", "properties", "patternProperties", "required"] as const;
  const isBare = others.every((keyword) => rest[keyword as "required"] === undefined) && !("const" in rest);
  return typeof additionalProperties === "boolean" && type === "object" && isBare;
}

function readObjectShape(schema: SchemaObject): ObjectShape {
  const { properties = {}, required = [], additionalProperties = false, patternProperties = {} } = schema;
  const rest = [additionalProperties, ...Object.values(patternProperties)].filter((one) => one !== false);
  return {
    label: "",
    bases: new Set(),
    fields: new Map(Object.entries(properties).map(([name, field]) => [name, readShape(field)])),
    required: new Set(required),
    rest: rest.length > 1 ? uniteShapes(rest.map(readShape)) : rest.map(readShape)[0],
  };
}

function readItems({ items, prefixItems = [] }: SchemaObject): Shape {
  const all = [...prefixItems, ...(items === undefined ? [] : [items].flat())];
  if (all.length === 0) return unknownShape;
  return all.length === 1 ? readShape(all[0]) : uniteShapes(all.map(readShape));
}

function readTuple({ items, prefixItems }: SchemaObject): TupleShape | undefined {
  // Before 3.1, an array in `items` is a tuple.
  const members = prefixItems ?? (Array.isArray(items) ? items : undefined);
  if (members === undefined) return undefined;
  const isOpen = items !== undefined && items !== false && !Array.isArray(items);
  return { members: members.map(readShape), rest: isOpen ? readShape(items) : undefined };
}

function isBytes({ format, contentMediaType, contentEncoding }: SchemaObject): boolean {
  return contentEncoding === undefined && (format === "binary" || contentMediaType === "application/octet-stream");
}
