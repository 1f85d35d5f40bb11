import { isDeepStrictEqual } from "node:util";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { resolveSchema } from "../refs.ts";

/**
 * Writes a schema in the subset of JSON Schema from which openapi-typescript makes the right type. What it can't
 * say there, it says as `x-ts-type`. Parts of the schema have been rewritten already.
 */
export function rewriteSchema(document: OpenAPIDocument, given: Schema): Schema {
  if (typeof given === "boolean") return given;
  let schema = given;
  delete schema.$defs; // Those in use are components by now.
  if (Array.isArray(schema.type) && schema.type.length === 1) schema.type = schema.type[0] as string;
  const text = schema["x-ts-type"] ?? typeText(schema);
  if (text !== undefined) return typeScript(text, schema);
  if (schema.const === null) return { ...annotations(schema), type: "null" };

  if (schema.allOf !== undefined) mergeAllOf(schema);
  for (const key of ["anyOf", "oneOf"] as const) if (schema[key] !== undefined) cleanUnion(document, schema, key);
  schema = unwrapSingle(schema);
  if (schema.$ref !== undefined) return splitReference(document, schema);
  return splitUnions(schema);
}

/** The type of what openapi-typescript reads differently. */
function typeText(schema: SchemaObject): string | undefined {
  const { type, format, contentMediaType, contentEncoding } = schema;
  const isBytes = format === "binary" || contentMediaType === "application/octet-stream";
  if (type === "string" && isBytes && contentEncoding === undefined) return "Blob";
  const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
  if (type === "object" && isClosed && isEmpty(schema.properties) && !hasComposition(schema)) {
    return "Record<string, never>";
  }
  return undefined;
}

function typeScript(text: string, schema: SchemaObject): SchemaObject {
  return { ...annotations(schema), type: "string", "x-ts-type": text };
}

function annotations({ title, description, deprecated, readOnly }: SchemaObject): SchemaObject {
  const all = { title, description, deprecated, readOnly };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Members that only demand (`required: [a]`) move their demand up; those that say nothing go. */
function mergeAllOf(schema: SchemaObject): void {
  const members = schema.allOf ?? [];
  const demands = members.filter((member) => typeof member === "object" && isDemand(member)) as SchemaObject[];
  const required = demands.flatMap((member) => member.required ?? []);
  if (required.length > 0) schema.required = [...new Set([...(schema.required ?? []), ...required])];
  schema.allOf = members.map(noBoolean).filter((member) => hasType(member) && !isDemand(member));
  if (schema.allOf.length === 0) delete schema.allOf;
}

function isDemand(schema: SchemaObject): boolean {
  const { type = "object", required, ...rest } = schema;
  return type === "object" && !hasType(rest) && (required !== undefined || schema.type !== undefined);
}

/**
 * A union with a member that says nothing is no union: `anyOf: [{ required: [a] }, { required: [b] }]`.
 * A plain string beside known ones swallows them in TypeScript, unless it is written as `string & {}`.
 */
function cleanUnion(document: OpenAPIDocument, schema: SchemaObject, key: "anyOf" | "oneOf"): void {
  const members = (schema[key] ?? []).map(noBoolean).filter((member) => member["x-ts-type"] !== "never");
  if (members.length === 0) {
    delete schema[key];
    Object.assign(schema, typeScript("never", schema));
  } else if (members.every(hasType)) {
    const isOpen = members.some((member) => isLiteral(resolveSchema(document, member)));
    schema[key] = isOpen ? members.map(openString) : members;
    // The members say it more closely: `type: string` beside them would swallow them.
    if (schema.type !== "object" && schema.type !== "array") delete schema.type;
  } else {
    delete schema[key];
  }
}

function openString(schema: SchemaObject): SchemaObject {
  const { type, format: _format, ...rest } = schema;
  const isString = type === "string" || (Array.isArray(type) && type.includes("string") && type.length === 2);
  if (!isString || hasType(rest)) return schema;
  const isNullable = schema.nullable === true || (Array.isArray(type) && type.includes("null"));
  if (Array.isArray(type) && !isNullable) return schema;
  return typeScript(isNullable ? "(string & {}) | null" : "(string & {})", schema);
}

function isLiteral(schema: SchemaObject): boolean {
  return schema.enum?.some((value) => typeof value === "string") ?? typeof schema.const === "string";
}

/** `{ description, anyOf: [X] }` is X with that description; the same for one member in `oneOf` and `allOf`. */
function unwrapSingle(schema: SchemaObject): SchemaObject {
  for (const key of ["allOf", "anyOf", "oneOf"] as const) {
    const { [key]: members = [], discriminator: _discriminator, required: _required, ...rest } = schema;
    const [member, ...others] = members;
    if (others.length > 0 || typeof member !== "object" || member.$ref !== undefined || hasType(rest)) continue;
    const required = [...new Set([...(schema.required ?? []), ...(member.required ?? [])])];
    return { ...member, ...annotations(schema), ...(required.length > 0 ? { required } : {}) };
  }
  return schema;
}

/** In 3.1 a `$ref` may have siblings: both hold. */
function splitReference(document: OpenAPIDocument, schema: SchemaObject): Schema {
  const { $ref = "", ...rest } = schema;
  if (!hasType(rest) || document.openapi.startsWith("3.0")) return schema;
  return rewriteSchema(document, { ...annotations(rest), allOf: [{ $ref }, rest] });
}

/** `properties` beside `anyOf`, or `anyOf` beside `oneOf`, all hold: an intersection, where it would be a union. */
function splitUnions(schema: SchemaObject): SchemaObject {
  const { anyOf, ...rest } = schema;
  if (anyOf === undefined) return schema;
  const { type = "object", ...others } = rest;
  if (type !== "object" || !hasType(others)) return schema;
  return { ...rest, allOf: [...(rest.allOf ?? []), { anyOf }] };
}

/** Does the schema say anything about the type? */
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

function noBoolean(schema: Schema): SchemaObject {
  if (typeof schema === "object") return schema;
  return schema ? {} : typeScript("never", {});
}
