import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { schemaName } from "../refs.ts";

/**
 * A type may contain itself behind a property, not be made of itself: `type Pet = Dog | Cat; type Dog = Pet & …`
 * is no TypeScript, though it is a common way to write inheritance. There, the child takes over the parent without
 * its union; unions of unions are written out, and a part that says "…or myself" says nothing and goes.
 */
export function breakCycles(document: OpenAPIDocument): void {
  const schemas = document.components?.schemas ?? {};
  const names = Object.keys(schemas);

  for (const name of names) {
    const schema = schemas[name];
    if (typeof schema !== "object" || schema.allOf === undefined) continue;
    schema.allOf = schema.allOf.map((member) => {
      const parent = typeof member === "object" && member.$ref !== undefined ? schemaName(member.$ref) : undefined;
      if (parent === undefined || !reaches(schemas, parent, name)) return member;
      const { oneOf: _oneOf, anyOf: _anyOf, ...base } = schemas[parent] as SchemaObject;
      return base;
    });
  }
  for (const name of names) {
    const schema = schemas[name];
    if (typeof schema !== "object") continue;
    const leadsBack = (member: Schema): boolean =>
      directReferences(member).some((target) => target === name || reaches(schemas, target, name));
    /** A member that leads back stands for the members of what it points to. */
    const expand = (member: Schema, seen: readonly string[] = [name]): Schema[] => {
      if (!leadsBack(member)) return [member];
      const target = typeof member === "object" && member.$ref !== undefined ? schemaName(member.$ref) : undefined;
      if (target === undefined || seen.includes(target)) return [];
      const { anyOf, oneOf = anyOf ?? [] } = schemas[target] as SchemaObject;
      return oneOf.flatMap((next) => expand(next, [...seen, target]));
    };
    if (schema.allOf !== undefined) schema.allOf = schema.allOf.filter((member) => !leadsBack(member));
    if (schema.anyOf !== undefined) schema.anyOf = schema.anyOf.flatMap((member) => expand(member));
    if (schema.oneOf !== undefined) schema.oneOf = schema.oneOf.flatMap((member) => expand(member));
  }
}

function reaches(schemas: Record<string, Schema>, from: string, to: string, seen = new Set<string>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return directReferences(schemas[from] ?? true).some((next) => next === to || reaches(schemas, next, to, seen));
}

/** The schemas of which a type is made, as opposed to those that it only contains. */
function directReferences(schema: Schema): string[] {
  if (typeof schema !== "object") return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema;
  const own = $ref === undefined ? undefined : schemaName($ref);
  const parts = [...allOf, ...anyOf, ...oneOf].flatMap(directReferences);
  return own === undefined ? parts : [own, ...parts];
}
