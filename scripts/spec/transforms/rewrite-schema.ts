import { isDeepStrictEqual } from "node:util";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { resolveSchema } from "../refs.ts";

/**
 * Rewrites a schema in the subset of JSON Schema for which openapi-typescript generates the right type, and with
 * `x-ts-type` for the rest. The schemas inside it have been rewritten already.
 */
export function rewriteSchema(document: OpenAPIDocument, given: Schema): Schema {
  if (typeof given === "boolean") return given;
  let schema = given;
  delete schema.$defs; // `hoistRefs` has moved those in use to components.
  if (Array.isArray(schema.type) && schema.type.length === 1) schema.type = schema.type[0] as string;
  const text = schema["x-ts-type"] ?? getSpecialType(schema);
  if (text !== undefined) return toTypeScript(text, schema);
  if (schema.const === null) return { ...pickAnnotations(schema), type: "null" };

  if (schema.allOf !== undefined) mergeAllOf(schema);
  for (const key of ["anyOf", "oneOf"] as const) if (schema[key] !== undefined) cleanUnion(document, schema, key);
  schema = unwrapSingle(schema);
  if (schema.$ref !== undefined) return splitReference(document, schema);
  return splitUnions(schema);
}

/** Returns the type where openapi-typescript would generate another one. */
function getSpecialType(schema: SchemaObject): string | undefined {
  const { type, format, contentMediaType, contentEncoding } = schema;
  const isBytes = format === "binary" || contentMediaType === "application/octet-stream";
  if (type === "string" && isBytes && contentEncoding === undefined) return "Blob";
  const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
  if (type === "object" && isClosed && isEmpty(schema.properties) && !hasComposition(schema)) {
    return emptyObjectType;
  }
  return undefined;
}

const emptyObjectType = "Record<string, never>";

function toTypeScript(text: string, schema: SchemaObject): SchemaObject {
  return { ...pickAnnotations(schema), type: "string", "x-ts-type": text };
}

function pickAnnotations({ title, description, deprecated, readOnly }: SchemaObject): SchemaObject {
  const all = { title, description, deprecated, readOnly };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * Moves what a member requires of other members (`required: [a]` without the property `a`) to the schema, and removes
 * empty members.
 */
function mergeAllOf(schema: SchemaObject): void {
  const members = schema.allOf ?? [];
  const required = members.flatMap((member) => {
    if (typeof member !== "object" || member.$ref !== undefined || hasComposition(member)) return [];
    return (member.required ?? []).filter((name) => !Object.hasOwn(member.properties ?? {}, name));
  });
  if (required.length > 0) schema.required = [...new Set([...(schema.required ?? []), ...required])];
  const typed = members.map(toSchemaObject).filter((member) => hasType(member) && !isRequiredOnly(member));
  // A closed object without fields next to other members: no value would be assignable to the intersection.
  const open = typed.filter((member) => member["x-ts-type"] !== emptyObjectType);
  schema.allOf = open.length > 0 ? open : typed;
  if (schema.allOf.length > 0) return;
  delete schema.allOf;
  // Without another member, an empty object is the type.
  if (members.some((member) => typeof member === "object" && member.type === "object")) schema.type ??= "object";
}

function isRequiredOnly(schema: SchemaObject): boolean {
  const { type = "object", required, ...rest } = schema;
  return type === "object" && !hasType(rest) && (required !== undefined || schema.type !== undefined);
}

/**
 * Removes a union that has a member without a type: `anyOf: [{ required: [a] }, { required: [b] }]`.
 * Writes a plain string next to literals as `string & {}`, since TypeScript would reduce the union to `string`.
 */
function cleanUnion(document: OpenAPIDocument, schema: SchemaObject, key: "anyOf" | "oneOf"): void {
  const members = (schema[key] ?? []).map(toSchemaObject).filter((member) => member["x-ts-type"] !== "never");
  if (members.length === 0) {
    delete schema[key];
    Object.assign(schema, toTypeScript("never", schema));
  } else if (members.every(hasType)) {
    const isOpen = members.some((member) => isLiteral(resolveSchema(document, member)));
    schema[key] = isOpen ? members.map(toOpenString) : members;
    // The members are more precise: next to them, `type: string` would replace them.
    if (schema.type !== "object" && schema.type !== "array") delete schema.type;
  } else {
    delete schema[key];
  }
}

function toOpenString(schema: SchemaObject): SchemaObject {
  const { type, format: _format, ...rest } = schema;
  const isString = type === "string" || (Array.isArray(type) && type.includes("string") && type.length === 2);
  if (!isString || hasType(rest)) return schema;
  const isNullable = schema.nullable === true || (Array.isArray(type) && type.includes("null"));
  if (Array.isArray(type) && !isNullable) return schema;
  return toTypeScript(isNullable ? "(string & {}) | null" : "(string & {})", schema);
}

function isLiteral(schema: SchemaObject): boolean {
  return schema.enum?.some((value) => typeof value === "string") ?? typeof schema.const === "string";
}

/** Replaces `{ description, anyOf: [X] }` with X and that description. The same goes for `oneOf` and `allOf`. */
function unwrapSingle(schema: SchemaObject): SchemaObject {
  for (const key of ["allOf", "anyOf", "oneOf"] as const) {
    const { [key]: members = [], discriminator: _discriminator, required: _required, ...rest } = schema;
    const [member, ...others] = members;
    if (others.length > 0 || typeof member !== "object" || member.$ref !== undefined || hasType(rest)) continue;
    const required = [...new Set([...(schema.required ?? []), ...(member.required ?? [])])];
    return { ...member, ...pickAnnotations(schema), ...(required.length > 0 ? { required } : {}) };
  }
  return schema;
}

/** Converts a `$ref` with siblings, which 3.1 allows, to an intersection. */
function splitReference(document: OpenAPIDocument, schema: SchemaObject): Schema {
  const { $ref = "", ...rest } = schema;
  const isRequiring = rest.required !== undefined && rest.required.length > 0;
  if ((!hasType(rest) && !isRequiring) || document.openapi.startsWith("3.0")) return schema;
  return rewriteSchema(document, { ...pickAnnotations(rest), allOf: [{ $ref }, rest] });
}

/** Converts `properties` next to `anyOf`, or `anyOf` next to `oneOf`, to an intersection. */
function splitUnions(schema: SchemaObject): SchemaObject {
  const { anyOf, ...rest } = schema;
  if (anyOf === undefined) return schema;
  const { type = "object", ...others } = rest;
  if (type !== "object" || !hasType(others)) return schema;
  return { ...rest, allOf: [...(rest.allOf ?? []), { anyOf }] };
}

/** Returns whether a schema restricts the type. */
function hasType(schema: SchemaObject): boolean {
  return (
    schema.$ref !== undefined ||
    schema.type !== undefined ||
    schema.enum !== undefined ||
    "const" in schema ||
    !isEmpty(schema.properties) ||
    !isEmpty(schema.patternProperties) ||
    (schema.additionalProperties !== undefined && typeof schema.additionalProperties === "object") ||
    schema.prefixItems !== undefined ||
    hasComposition(schema) ||
    schema["x-ts-type"] !== undefined
  );
}

function hasComposition({ allOf, anyOf, oneOf }: SchemaObject): boolean {
  return (allOf ?? anyOf ?? oneOf) !== undefined;
}

function isEmpty(record: object | undefined): boolean {
  return record === undefined || isDeepStrictEqual(record, {});
}

function toSchemaObject(schema: Schema): SchemaObject {
  if (typeof schema === "object") return schema;
  return schema ? {} : toTypeScript("never", {});
}
