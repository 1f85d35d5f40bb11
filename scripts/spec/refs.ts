import { isObject } from "../lib/objects.ts";
import type { OpenAPIDocument, Reference, Schema, SchemaObject } from "./openapi.ts";

export function isReference(node: unknown): node is Reference {
  return isObject(node) && typeof node["$ref"] === "string";
}

/** Follows `$ref`s until something else stands there. The document was checked: what they point to exists. */
export function resolve<Node extends object>(document: OpenAPIDocument, node: Node | Reference): Node {
  const seen = new Set<object>();
  let current: unknown = node;
  while (isReference(current) && !seen.has(current)) {
    seen.add(current);
    current = lookUp(document, current.$ref);
  }
  return current as Node;
}

/** The schema behind any number of `$ref`s; booleans become the objects that mean the same to the caller. */
export function resolveSchema(document: OpenAPIDocument, schema: Schema): SchemaObject {
  const resolved = typeof schema === "object" ? resolve<SchemaObject>(document, schema) : {};
  return typeof resolved === "object" ? resolved : {};
}

/** What stands at a JSON pointer such as `#/components/schemas/Pet/properties/name`, through `$ref`s on the way. */
export function lookUp(document: OpenAPIDocument, $ref: string): unknown {
  let node: unknown = document;
  for (const segment of pointerSegments($ref)) {
    if (isReference(node)) node = lookUp(document, node.$ref);
    node = isObject(node) ? node[segment] : undefined;
  }
  return node;
}

export function pointerSegments($ref: string): string[] {
  return $ref
    .replace(/^#\/?/, "")
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The component's name when `$ref` points to a whole schema under `components.schemas`. */
export function schemaName($ref: string): string | undefined {
  const [components, schemas, name, ...rest] = pointerSegments($ref);
  return components === "components" && schemas === "schemas" && rest.length === 0 ? name : undefined;
}

export function schemaRef(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")}`;
}
