import type { Schema, SchemaObject } from "../spec/openapi.ts";

/** Constraint keyword → its value as text. Several members of a union can have different values. */
export type Constraints = ReadonlyMap<string, string>;

/** What the service checks and types do not express, with the words of a report. */
export const constraintNames: Readonly<Record<string, string>> = {
  minimum: "minimum",
  exclusiveMinimum: "exclusive minimum",
  maximum: "maximum",
  exclusiveMaximum: "exclusive maximum",
  multipleOf: "step",
  minLength: "minimum length",
  maxLength: "maximum length",
  minItems: "minimum number of items",
  maxItems: "maximum number of items",
  minContains: "minimum number of matching items",
  maxContains: "maximum number of matching items",
  minProperties: "minimum number of fields",
  maxProperties: "maximum number of fields",
  pattern: "pattern",
  format: "format",
  contentEncoding: "encoding",
  contentMediaType: "media type",
  default: "default",
};

/** Keywords whose values are schemas: too long for a report, which only names them. */
const conditionKeywords = [
  "if",
  "then",
  "else",
  "not",
  "uniqueItems",
  "contains",
  "propertyNames",
  "dependentSchemas",
  "unevaluatedProperties",
  "unevaluatedItems",
] as const;

/** The union whose members only have conditions: `anyOf: [{ required: [a] }, { required: [b] }]`. */
const unionKeywords = ["anyOf", "oneOf"] as const;

/** Reads the constraints of a schema and of the inline schemas that it is composed of. */
export function readConstraints(schema: SchemaObject): Constraints {
  const found = new Map<string, Set<string>>();
  const add = (keyword: string, text: string): void => {
    found.set(keyword, (found.get(keyword) ?? new Set()).add(text));
  };
  const visit = (member: Schema): void => {
    if (typeof member !== "object" || member === null) return;
    const keywords: Readonly<Record<string, unknown>> = { ...member };
    for (const keyword of [...Object.keys(constraintNames), ...conditionKeywords]) {
      if (keyword in keywords) add(keyword, formatValue(keywords[keyword]));
    }
    for (const [field, others] of Object.entries(readDependencies(keywords["dependentRequired"]))) {
      for (const other of others) add("dependentRequired", `${other} next to ${field}`);
    }
    const hasFields = Object.keys(member.properties ?? {}).length > 0;
    if (member.additionalProperties === false && hasFields) add("additionalProperties", "false");
    for (const keyword of unionKeywords) {
      if (isConditional(member[keyword])) add(keyword, JSON.stringify(member[keyword]));
    }
    for (const part of [member.anyOf, member.oneOf, member.allOf]) (part ?? []).forEach(visit);
  };
  visit(schema);
  return new Map([...found].map(([keyword, texts]) => [keyword, [...texts].toSorted().join(" or ")]));
}

/** Reads the constraints that the doc comment of a schema mentions, as text. */
export function readDocumented(schema: SchemaObject): string {
  const keywords: Readonly<Record<string, unknown>> = { ...schema };
  const found = Object.keys(constraintNames).filter((keyword) => keyword in keywords);
  return found.map((keyword) => `${keyword} ${formatValue(keywords[keyword])}`).join(", ");
}

/** Returns whether a union has a member without a type. Such a union restricts values, and the generator omits it. */
export function isConditional(members: readonly Schema[] | undefined): boolean {
  return members !== undefined && !members.every(hasType);
}

function hasType(schema: Schema): boolean {
  if (typeof schema !== "object" || schema === null) return schema === false;
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const isTyped = ["$ref", "type", "enum", "const", "items", "prefixItems", "x-ts-type"];
  const unions = [schema.anyOf, schema.oneOf].filter((members) => members !== undefined);
  return (
    isTyped.some((keyword) => keyword in schema) ||
    (schema.allOf ?? []).some(hasType) ||
    unions.some((members) => !isConditional(members)) ||
    Object.keys(properties).length + Object.keys(patternProperties).length > 0 ||
    typeof additionalProperties === "object"
  );
}

function formatValue(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

function readDependencies(value: unknown): Record<string, string[]> {
  return typeof value === "object" && value !== null ? (value as Record<string, string[]>) : {};
}
