import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { getSchemaName } from "../refs.ts";

/**
 * Breaks cycles that TypeScript rejects. A type may contain itself in a property, but it may not be defined by itself:
 * `type Pet = Dog | Cat; type Dog = Pet & …`, a common way to write inheritance. There the child gets a copy of the
 * parent without its union. Unions of unions are expanded, and a member that leads back to the union is removed.
 */
export function breakCycles(document: OpenAPIDocument): void {
  const schemas = document.components?.schemas ?? {};
  const names = Object.keys(schemas);

  for (const name of names) {
    const schema = schemas[name];
    if (typeof schema !== "object" || schema.allOf === undefined) continue;
    schema.allOf = schema.allOf.map((member) => {
      const parent = typeof member === "object" && member.$ref !== undefined ? getSchemaName(member.$ref) : undefined;
      if (parent === undefined || !canReach(schemas, parent, name)) return member;
      const { oneOf: _oneOf, anyOf: _anyOf, ...base } = schemas[parent] as SchemaObject;
      return base;
    });
  }
  for (const name of names) {
    const schema = schemas[name];
    if (typeof schema !== "object") continue;
    const isCyclic = (member: Schema): boolean =>
      getDirectRefs(member).some((target) => target === name || canReach(schemas, target, name));
    /** Replaces a member that leads back with the members of its target. */
    const expand = (member: Schema, seen: readonly string[] = [name]): Schema[] => {
      if (!isCyclic(member)) return [member];
      const target = typeof member === "object" && member.$ref !== undefined ? getSchemaName(member.$ref) : undefined;
      if (target === undefined || seen.includes(target)) return [];
      const { anyOf, oneOf = anyOf ?? [] } = schemas[target] as SchemaObject;
      return oneOf.flatMap((next) => expand(next, [...seen, target]));
    };
    if (schema.allOf !== undefined) schema.allOf = schema.allOf.filter((member) => !isCyclic(member));
    if (schema.anyOf !== undefined) schema.anyOf = schema.anyOf.flatMap((member) => expand(member));
    if (schema.oneOf !== undefined) schema.oneOf = schema.oneOf.flatMap((member) => expand(member));
  }
}

function canReach(schemas: Record<string, Schema>, from: string, to: string, seen = new Set<string>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return getDirectRefs(schemas[from] ?? true).some((next) => next === to || canReach(schemas, next, to, seen));
}

/** Returns the schemas that define a type, as opposed to those that its properties contain. */
function getDirectRefs(schema: Schema): string[] {
  if (typeof schema !== "object") return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema;
  const own = $ref === undefined ? undefined : getSchemaName($ref);
  const parts = [...allOf, ...anyOf, ...oneOf].flatMap(getDirectRefs);
  return own === undefined ? parts : [own, ...parts];
}
