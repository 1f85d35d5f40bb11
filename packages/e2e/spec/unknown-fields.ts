import { isArray, isObject, type Json } from "./document.ts";
import { getItemKind } from "./nested-values.ts";
import { getAllOfSchemas, getChild, getMembers, isValid, type SchemaNode } from "./schema-node.ts";

/** Returns the labels of the fields that are not in the schema of a valid value, such as `completion.choices[].seen`. */
export function findUnknownFields(node: SchemaNode, value: Json, label: string): readonly string[] {
  return [...new Set(collectUnknown([node], value, label))];
}

function collectUnknown(nodes: readonly SchemaNode[], value: Json, label: string): readonly string[] {
  const schemas = nodes.flatMap((node) => listApplicableSchemas(node, value));
  if (isArray(value)) {
    const items = schemas.flatMap((node) => getChild(node) ?? []);
    return value.flatMap((item) => collectUnknown(items, item, `${label}[${getItemKind(item, label)}]`));
  }
  if (!isObject(value) || schemas.some(({ schema }) => schema.additionalProperties === true)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const known = schemas.flatMap((node) => getChild(node, key) ?? []);
    return known.length === 0 ? [`${label}.${key}`] : collectUnknown(known, part, `${label}.${key}`);
  });
}

/** Returns the schema, the schemas of its `allOf`, and the members of its union for which the value is valid. */
function listApplicableSchemas(node: SchemaNode, value: Json): readonly SchemaNode[] {
  const valid = getMembers(node).filter((member) => isValid(member, value));
  return [node, ...[...getAllOfSchemas(node), ...valid].flatMap((part) => listApplicableSchemas(part, value))];
}
