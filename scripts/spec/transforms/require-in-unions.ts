import { collectProperties } from "../inherited-properties.ts";
import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { resolveSchema } from "../refs.ts";

/** Moves what is required next to a union into its members: openapi-typescript reads `required` next to `properties`. */
export function requireInUnions(document: OpenAPIDocument): void {
  mapSchemas(document, (schema) => {
    if (typeof schema !== "object" || schema.required === undefined) return schema;
    const { required, properties = {}, allOf = [] } = schema;
    const names = required.filter((name) => !Object.hasOwn(properties, name));
    for (const part of [schema, ...allOf.filter(isInline)]) {
      if (part.anyOf !== undefined) part.anyOf = part.anyOf.map((member) => requireIn(document, member, names));
      if (part.oneOf !== undefined) part.oneOf = part.oneOf.map((member) => requireIn(document, member, names));
    }
    return schema;
  });
}

function isInline(schema: Schema): schema is SchemaObject {
  return typeof schema === "object" && schema.$ref === undefined;
}

function requireIn(document: OpenAPIDocument, member: Schema, names: readonly string[]): Schema {
  if (typeof member !== "object") return member;
  const properties = collectProperties(document, member);
  const missing = names.filter((name) => Object.hasOwn(properties, name) && !isRequired(document, member, name));
  if (missing.length === 0) return member;
  if (member.$ref !== undefined) return { allOf: [member], required: missing };
  return { ...member, required: [...(member.required ?? []), ...missing] };
}

function isRequired(
  document: OpenAPIDocument,
  given: Schema,
  name: string,
  seen: readonly SchemaObject[] = [],
): boolean {
  const schema = resolveSchema(document, given);
  if (seen.includes(schema)) return false;
  if (schema.required?.includes(name) === true) return true;
  return (schema.allOf ?? []).some((part) => isRequired(document, part, name, [...seen, schema]));
}
