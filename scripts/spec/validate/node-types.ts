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

/**
 * Describes the objects of a document to Redocly, of 3.0 documents too, which often use keys of 3.1. Extensions (`x-…`),
 * examples and unknown keys are data: Redocly would follow the `$ref`s in them, even to the network.
 */
export function describeNodes(given: Record<string, NodeType>): Record<string, NodeType> {
  return Object.fromEntries(
    Object.entries<NodeType>(Oas3_1Types).map(([name, { extensionsPrefix: _prefix, ...type }]) => {
      const known = Object.entries(type.properties).filter(([key]) => !key.startsWith("x-"));
      const properties = known.map(([key, field]): [string, Field] => [
        key,
        isExample(field) ? { resolvable: false } : field,
      ]);
      const node = {
        ...type,
        required: given[name]?.required ?? type.required,
        properties: { ...Object.fromEntries(properties), ...additions[name] },
        ...(type.items === undefined ? { additionalProperties: describeOthers(type.additionalProperties) } : {}),
      };
      return [name, node as NodeType];
    }),
  );
}

/** Returns what to expect of keys that are not listed: `null`, data, if nothing else is known. */
function describeOthers(others: PropType | ResolveTypeFn): PropType | ResolveTypeFn {
  return typeof others === "function" ? (value, key) => others(value, key) ?? null : (others ?? (() => null));
}

function isExample(field: PropType | ResolveTypeFn): boolean {
  return typeof field === "object" && field !== null && "isExample" in field;
}
