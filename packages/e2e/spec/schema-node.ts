import { compileSchema } from "./compile-schema.ts";
import { isArray, isObject, type Json, loadSpec, type Schema } from "./document.ts";

/** A schema of the spec and its JSON pointer. */
export interface SchemaNode {
  readonly pointer: string;
  readonly schema: Schema;
}

/** Returns the schema at a JSON pointer, and follows a `$ref`. */
export function getNode(pointer: string): SchemaNode {
  let found: unknown = loadSpec();
  for (const step of pointer.split("/").slice(1)) found = (found as Record<string, unknown>)[step];
  const schema = found as Schema;
  return schema.$ref === undefined ? { pointer, schema } : getNode(schema.$ref);
}

/** Returns the members of a union, or an empty array for other schemas. */
export function getMembers({ pointer, schema }: SchemaNode): readonly SchemaNode[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) =>
    (schema[keyword] ?? []).map((_, index) => getNode(`${pointer}/${keyword}/${index}`)),
  );
}

/** Returns the schemas of `allOf`. */
export function getAllOfSchemas({ pointer, schema }: SchemaNode): readonly SchemaNode[] {
  return (schema.allOf ?? []).map((_, index) => getNode(`${pointer}/allOf/${index}`));
}

/** Returns the schema of a property, or without a key that of the items of an array. */
export function getChild({ pointer, schema }: SchemaNode, key?: string): SchemaNode | undefined {
  if (key === undefined) return schema.items && getNode(`${pointer}/items`);
  if (schema.properties?.[key] !== undefined) return getNode(`${pointer}/properties/${key}`);
  return typeof schema.additionalProperties === "object" ? getNode(`${pointer}/additionalProperties`) : undefined;
}

export function isValid({ pointer }: SchemaNode, value: Json): boolean {
  return compileSchema(pointer)(value) === true;
}

/** Returns `null`, `array`, `object`, `string`, `number` or `boolean`. */
export function getJSONType(value: Json): string {
  if (value === null) return "null";
  return isArray(value) ? "array" : typeof value;
}

/** Returns the constants that identify a member of a union, such as `role: "user"`. */
export function getConstants({ schema }: SchemaNode): readonly (readonly [key: string, constant: Json])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, { const: constant }]) =>
    constant === undefined ? [] : [[key, constant] as const],
  );
}

/** Selects the members that match a value, valid or not: by their constants, else by their type. */
export function selectMembers(candidates: readonly SchemaNode[], value: Json): readonly SchemaNode[] {
  const byConstant = candidates.filter((node) => {
    const own = getConstants(node);
    return own.length > 0 && isObject(value) && own.every(([key, constant]) => value[key] === constant);
  });
  if (byConstant.length > 0) return byConstant;
  return candidates.filter((node) => {
    const type = node.schema.type ?? (node.schema.properties === undefined ? undefined : "object");
    return getConstants(node).length === 0 && [type].flat().includes(getJSONType(value));
  });
}
