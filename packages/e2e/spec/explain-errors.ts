import { compiled } from "./compile-schema.ts";
import { isArray, isObject, type Json } from "./document.ts";
import { child, constants, isValid, joined, meant, members, type SpecNode } from "./schema-node.ts";

/**
 * Says why a value is not valid, one text per problem. Ajv alone reports every member of every union, up to hundreds of
 * lines; this follows the one member that the value means, by its `role` or `type`.
 */
export function explain(node: SpecNode, value: Json, path = ""): readonly string[] {
  if (isValid(node, value)) return [];
  const union = members(node);
  if (union.length > 0) return explainUnion(union, value, path);
  const parts = [node, ...joined(node)].flatMap((part) => explainParts(part, value, path));
  return [...new Set([...ownTexts(node, value, path), ...parts])];
}

function explainUnion(union: readonly SpecNode[], value: Json, path: string): readonly string[] {
  const candidates = meant(union, value);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return explain(only, value, path);
  const wanted = [...new Set(union.flatMap(descriptions))].join(", ");
  return [`${path || "/"} must be one of: ${wanted}`];
}

function descriptions(node: SpecNode): readonly string[] {
  const own = constants(node).map(([key, constant]) => `${key} ${JSON.stringify(constant)}`);
  if (own.length > 0) return [own.join(" and ")];
  const values = node.schema.enum?.map((value) => JSON.stringify(value));
  const nested = members(node).flatMap(descriptions);
  return values ?? (nested.length > 0 ? nested : [[node.schema.type ?? "object"].flat().join(" or ")]);
}

function explainParts(node: SpecNode, value: Json, path: string): readonly string[] {
  const parts = isArray(value)
    ? value.map((item, index) => [String(index), item, child(node)] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, part]) => [key, part, child(node, key)] as const)
      : [];
  return parts.flatMap(([key, part, schema]) => (schema === undefined ? [] : explain(schema, part, `${path}/${key}`)));
}

/** What Ajv says of the value itself, not of what is inside it. */
function ownTexts({ pointer }: SpecNode, value: Json, path: string): readonly string[] {
  const validate = compiled(pointer);
  validate(value);
  return (validate.errors ?? [])
    .filter(({ instancePath }) => instancePath === "")
    .map(({ message, params }) => {
      const wanted: unknown = params["allowedValue"] ?? params["allowedValues"];
      const detail = wanted === undefined ? "" : ` ${JSON.stringify(wanted)}`;
      return `${path || "/"} ${message ?? "is not valid"}${detail}`;
    });
}
