import { isObject } from "../lib/objects.ts";
import type { OpenAPIDocument, Reference, Schema, SchemaObject } from "./openapi.ts";

export function isReference(node: unknown): node is Reference {
  return isObject(node) && typeof node["$ref"] === "string";
}

/** Follows `$ref`s to their target. The document was validated, so the target exists. */
export function resolveRef<Node extends object>(document: OpenAPIDocument, node: Node | Reference): Node {
  if (!isReference(node)) return node;
  const seen = new Set<object>();
  let current: unknown = node;
  while (isReference(current) && !seen.has(current)) {
    seen.add(current);
    current = lookUpPointer(document, current.$ref);
  }
  return current as Node;
}

/** Returns the schema behind any number of `$ref`s. Boolean schemas become an empty object. */
export function resolveSchema(document: OpenAPIDocument, schema: Schema): SchemaObject {
  const resolved = typeof schema === "object" ? resolveRef<SchemaObject>(document, schema) : {};
  return typeof resolved === "object" ? resolved : {};
}

/**
 * Returns the value at a JSON pointer (`#/components/schemas/Pet/properties/name`). On the way it follows the `$ref` of
 * an object that does not have the next key itself.
 */
export function lookUpPointer(document: OpenAPIDocument, $ref: string, seen: readonly string[] = []): unknown {
  if (seen.includes($ref)) return undefined;
  let node: unknown = document;
  for (const segment of parsePointer($ref)) {
    if (isReference(node) && !Object.hasOwn(node, segment)) node = lookUpPointer(document, node.$ref, [...seen, $ref]);
    node = isObject(node) ? node[segment] : undefined;
  }
  return node;
}

export function parsePointer($ref: string): string[] {
  const segments = $ref
    .replace(/^#\/?/, "")
    .split("/")
    .filter((segment) => segment !== "");
  if (!/[%~]/.test($ref)) return segments;
  return segments.map((segment) => decodePercent(segment).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Decodes the `%2F` of a pointer. A percent sign that begins no code stays: `$ref` can be data in an example. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns the component's name if `$ref` points to a schema directly under `components.schemas`. */
export function getSchemaName($ref: string): string | undefined {
  const [components, schemas, name, ...rest] = parsePointer($ref);
  return components === "components" && schemas === "schemas" && rest.length === 0 ? name : undefined;
}

export function toSchemaRef(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")}`;
}
