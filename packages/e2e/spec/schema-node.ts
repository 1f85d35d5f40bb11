import { compiled } from "./compile-schema.ts";
import { isArray, isObject, loadSpec, type Json, type Schema } from "./document.ts";

/** A schema of the spec and where it stands. */
export interface SpecNode {
  readonly pointer: string;
  readonly schema: Schema;
}

/** The schema at a JSON pointer, with `$ref`s followed. */
export function nodeAt(pointer: string): SpecNode {
  let found: unknown = loadSpec();
  for (const step of pointer.split("/").slice(1)) found = (found as Record<string, unknown>)[step];
  const schema = found as Schema;
  return schema.$ref === undefined ? { pointer, schema } : nodeAt(schema.$ref);
}

/** The members of a union; none if the schema is no union. */
export function members({ pointer, schema }: SpecNode): readonly SpecNode[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) =>
    (schema[keyword] ?? []).map((_, index) => nodeAt(`${pointer}/${keyword}/${index}`)),
  );
}

/** The schemas that an `allOf` joins. */
export function joined({ pointer, schema }: SpecNode): readonly SpecNode[] {
  return (schema.allOf ?? []).map((_, index) => nodeAt(`${pointer}/allOf/${index}`));
}

/** The schema of a property, or of an array's items when there is no key; `undefined` if there is none. */
export function child({ pointer, schema }: SpecNode, key?: string): SpecNode | undefined {
  if (key === undefined) return schema.items && nodeAt(`${pointer}/items`);
  if (schema.properties?.[key] !== undefined) return nodeAt(`${pointer}/properties/${key}`);
  return typeof schema.additionalProperties === "object" ? nodeAt(`${pointer}/additionalProperties`) : undefined;
}

export function isValid({ pointer }: SpecNode, value: Json): boolean {
  return compiled(pointer)(value) === true;
}

/** `null`, `array`, `object`, `string`, `number` or `boolean`. */
export function jsonType(value: Json): string {
  if (value === null) return "null";
  return isArray(value) ? "array" : typeof value;
}

/** The constants by which a member of a union is told from the others, such as `role: "user"`. */
export function constants({ schema }: SpecNode): readonly (readonly [key: string, constant: Json])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, { const: constant }]) =>
    constant === undefined ? [] : [[key, constant] as const],
  );
}

/** The members that a value means, valid or not: by their constants, else by their type. */
export function meant(candidates: readonly SpecNode[], value: Json): readonly SpecNode[] {
  const byConstant = candidates.filter((node) => {
    const own = constants(node);
    return own.length > 0 && isObject(value) && own.every(([key, constant]) => value[key] === constant);
  });
  if (byConstant.length > 0) return byConstant;
  return candidates.filter((node) => {
    const type = node.schema.type ?? (node.schema.properties === undefined ? undefined : "object");
    return constants(node).length === 0 && [type].flat().includes(jsonType(value));
  });
}
