import { kindOf } from "./nested-values.ts";
import { isArray, isObject, type Json } from "./document.ts";
import { child, isValid, joined, members, type SpecNode } from "./schema-node.ts";

/** Labels of the fields of a valid value that its schema does not know, `answer.choices[].seen`. */
export function unknownFields(node: SpecNode, value: Json, label: string): readonly string[] {
  return [...new Set(unknownIn([node], value, label))];
}

function unknownIn(nodes: readonly SpecNode[], value: Json, label: string): readonly string[] {
  const schemas = nodes.flatMap((node) => applicable(node, value));
  if (isArray(value)) {
    const items = schemas.flatMap((node) => child(node) ?? []);
    return value.flatMap((item) => unknownIn(items, item, `${label}[${kindOf(item, label)}]`));
  }
  if (!isObject(value) || schemas.some(({ schema }) => schema.additionalProperties === true)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const known = schemas.flatMap((node) => child(node, key) ?? []);
    return known.length === 0 ? [`${label}.${key}`] : unknownIn(known, part, `${label}.${key}`);
  });
}

/** The schema itself, what it joins, and the members of its union that the value satisfies. */
function applicable(node: SpecNode, value: Json): readonly SpecNode[] {
  const valid = members(node).filter((member) => isValid(member, value));
  return [node, ...[...joined(node), ...valid].flatMap((part) => applicable(part, value))];
}
