import { Oas3_1Types } from "@redocly/openapi-core";
import type { NodeType, PropType, ResolveTypeFn } from "@redocly/openapi-core/lib/types/index.js";

/** What Redocly expects of a key. With `resolvable: false` it does not follow the `$ref`s in the value. */
type Field = PropType | ResolveTypeFn | { type?: "array"; resolvable: false };

const bound: ResolveTypeFn = (value: unknown) => ({ type: typeof value === "boolean" ? "boolean" : "number" });
const schemas: NodeType & { name: string } = { name: "SchemaList", properties: {}, items: "Schema" };

/** Keys that Redocly does not know: of OpenAPI 3.0, of older JSON Schema, of OpenAPI 3.2. */
const additions: Record<string, Record<string, Field>> = {
  Schema: {
    nullable: { type: "boolean" },
    $recursiveAnchor: { type: "boolean" },
    $recursiveRef: { type: "string" },
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    // A list is the tuple of older JSON Schema.
    items: (value: unknown) => (Array.isArray(value) ? schemas : "Schema"),
    enum: { type: "array", resolvable: false },
    examples: { type: "array", resolvable: false },
  },
  MediaType: { itemSchema: "Schema" },
};

/** Type → its keys, and what is expected of each. */
const fields: ReadonlyMap<string, Record<string, Field>> = new Map(
  Object.entries<NodeType>(Oas3_1Types).map(([name, { properties }]) => {
    const known = Object.entries(properties).filter(([key]) => !key.startsWith("x-"));
    const own = known.map(([key, field]): [string, Field] => [key, isExample(field) ? { resolvable: false } : field]);
    return [name, { ...Object.fromEntries(own), ...additions[name] }];
  }),
);

/** Returns the keys of a type. */
export function listFields(type: string): string[] {
  return Object.keys(fields.get(type) ?? {});
}

/** Returns whether a type has a key, which is not the name of an entry. */
export function isField(type: string, key: string): boolean {
  return Object.hasOwn(fields.get(type) ?? {}, key);
}

/**
 * Describes the objects of a document to Redocly, of 3.0 documents too, which often use keys of 3.1. Extensions (`x-…`),
 * examples and unknown keys are data: Redocly would follow the `$ref`s in them, even to the network.
 *
 * A function describes the keys, since Redocly visits each key of a list in every object, most of which are absent.
 */
export function describeNodes(given: Record<string, NodeType>): Record<string, NodeType> {
  return Object.fromEntries(
    Object.entries<NodeType>(Oas3_1Types).map(([name, { extensionsPrefix: _prefix, ...type }]) => {
      const required = given[name]?.required ?? type.required;
      if (type.items !== undefined) return [name, { ...type, required } as NodeType];
      const describe = describeKeys(name, type);
      const properties = type.additionalProperties === undefined ? {} : describeInherited(describe);
      return [name, { ...type, required, properties, additionalProperties: describe } as NodeType];
    }),
  );
}

/** Returns what to expect of each key: `null`, data, if nothing else is known. */
function describeKeys(name: string, { additionalProperties: others }: NodeType): ResolveTypeFn {
  return (value, key) => {
    const expected = (isField(name, key) ? fields.get(name)?.[key] : others) as PropType | ResolveTypeFn | undefined;
    return (typeof expected === "function" ? expected(value, key) : expected) ?? null;
  };
}

/** Names that every object inherits: Redocly would read `toString` in a map as the method of its table of keys. */
const inheritedNames = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== "__proto__");

function describeInherited(describe: ResolveTypeFn): Record<string, ResolveTypeFn> {
  const describeOwn: ResolveTypeFn = (value, key) => (typeof value === "function" ? null : describe(value, key));
  return Object.fromEntries(inheritedNames.map((name) => [name, describeOwn]));
}

function isExample(field: PropType | ResolveTypeFn): boolean {
  return typeof field === "object" && field !== null && "isExample" in field;
}
