import { isJSON } from "./media-types.ts";
import type { OpenAPIDocument, Schema } from "./openapi.ts";
import { getMainContent, isSuccess, type OperationInfo } from "./operations.ts";
import { isReference, resolveSchema } from "./refs.ts";

/**
 * Returns the names of the top-level fields that every JSON body of a successful response has; `undefined` if no
 * successful response has a JSON body.
 */
export function getResponseFields(document: OpenAPIDocument, info: OperationInfo): string[] | undefined {
  const bodies = [...info.responses]
    .filter(([status]) => isSuccess(status, info))
    .flatMap(([, { content }]) => {
      const [type, media] = getMainContent(content) ?? [];
      return type !== undefined && isJSON(type) ? [media?.schema ?? true] : [];
    });
  return bodies.length === 0 ? undefined : getCommonFields(document, bodies, new Set());
}

/** Returns the fields that all alternatives require. */
function getCommonFields(
  document: OpenAPIDocument,
  alternatives: readonly Schema[],
  visited: ReadonlySet<string>,
): string[] {
  const [first = [], ...others] = alternatives.map((schema) => getRequiredFields(document, schema, visited));
  return first.filter((field) => others.every((fields) => fields.includes(field)));
}

function getRequiredFields(document: OpenAPIDocument, schema: Schema, visited: ReadonlySet<string>): string[] {
  if (typeof schema === "boolean") return [];
  if (isReference(schema) && visited.has(schema.$ref)) return [];
  const seen = isReference(schema) ? new Set([...visited, schema.$ref]) : visited;
  const { type, required = [], allOf = [], anyOf = [], oneOf = [] } = resolveSchema(document, schema);
  if (type !== undefined && type !== "object") return [];
  const fields = [
    ...required,
    ...allOf.flatMap((part) => getRequiredFields(document, part, seen)),
    ...getCommonFields(document, anyOf, seen),
    ...getCommonFields(document, oneOf, seen),
  ];
  return [...new Set(fields)];
}
