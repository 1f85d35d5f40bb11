import type { OpenAPIDocument, Schema, SchemaObject } from "./openapi.ts";
import { resolveSchema } from "./refs.ts";

/**
 * Collects the properties that a schema has itself, from the members of its `allOf`, and from its `anyOf` or `oneOf` if
 * all their members have them.
 */
export function collectProperties(
  document: OpenAPIDocument,
  given: Schema,
  seen: readonly SchemaObject[] = [],
): Record<string, Schema> {
  const schema = resolveSchema(document, given);
  if (seen.includes(schema)) return {};
  const collect = (member: Schema): Record<string, Schema> => collectProperties(document, member, [...seen, schema]);
  const inherited = (schema.allOf ?? []).map(collect);
  const [first = {}, ...others] = (schema.anyOf ?? schema.oneOf ?? []).map(collect);
  const common = Object.entries(first).filter(([name]) => others.every((other) => Object.hasOwn(other, name)));
  return Object.assign({}, Object.fromEntries(common), ...inherited.toReversed(), schema.properties) as typeof first;
}
