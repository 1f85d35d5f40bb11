import { compileSchema } from "./compile-schema.ts";
import { isArray, isObject, type Json } from "./document.ts";
import {
  getAllOfSchemas,
  getChild,
  getConstants,
  getMembers,
  isValid,
  selectMembers,
  type SchemaNode,
} from "./schema-node.ts";

/**
 * Formats the errors of an invalid value, one line per error. Ajv alone reports each member of each union, up to hundreds
 * of lines. This reports only the member that the `role` or `type` of the value selects.
 */
export function explainErrors(node: SchemaNode, value: Json, path = ""): readonly string[] {
  if (isValid(node, value)) return [];
  const union = getMembers(node);
  if (union.length > 0) return explainUnion(union, value, path);
  const nested = [node, ...getAllOfSchemas(node)].flatMap((part) => explainNestedErrors(part, value, path));
  return [...new Set([...formatOwnErrors(node, value, path), ...nested])];
}

function explainUnion(union: readonly SchemaNode[], value: Json, path: string): readonly string[] {
  const candidates = selectMembers(union, value);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return explainErrors(only, value, path);
  const wanted = [...new Set(union.flatMap(describeMember))].join(", ");
  return [`${path || "/"} must be one of: ${wanted}`];
}

function describeMember(node: SchemaNode): readonly string[] {
  const properties = getConstants(node).map(([key, constant]) => `${key} ${JSON.stringify(constant)}`);
  if (properties.length > 0) return [properties.join(" and ")];
  const values = node.schema.enum?.map((value) => JSON.stringify(value));
  const nested = getMembers(node).flatMap(describeMember);
  return values ?? (nested.length > 0 ? nested : [[node.schema.type ?? "object"].flat().join(" or ")]);
}

function explainNestedErrors(node: SchemaNode, value: Json, path: string): readonly string[] {
  const parts = isArray(value)
    ? value.map((item, index) => [String(index), item, getChild(node)] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, part]) => [key, part, getChild(node, key)] as const)
      : [];
  return parts.flatMap(([key, part, schema]) =>
    schema === undefined ? [] : explainErrors(schema, part, `${path}/${key}`),
  );
}

/** Formats the errors of the value itself, without those of nested values. */
function formatOwnErrors({ pointer }: SchemaNode, value: Json, path: string): readonly string[] {
  const validate = compileSchema(pointer);
  validate(value);
  return (validate.errors ?? [])
    .filter(({ instancePath }) => instancePath === "")
    .map(({ message, params }) => {
      const wanted: unknown = params["allowedValue"] ?? params["allowedValues"];
      const detail = wanted === undefined ? "" : ` ${JSON.stringify(wanted)}`;
      return `${path || "/"} ${message ?? "is not valid"}${detail}`;
    });
}
