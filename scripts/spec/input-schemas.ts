import { isObject } from "../lib/objects.ts";
import { methods, type OpenAPIDocument } from "./openapi.ts";
import { isReference, resolveRef, getSchemaName } from "./refs.ts";

/** Collects the names of the schemas that a caller writes: those reachable from a parameter or a request body. */
export function collectInputSchemas(document: OpenAPIDocument): ReadonlySet<string> {
  const schemas = document.components?.schemas ?? {};
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    const $ref = isReference(node) ? node.$ref : undefined;
    const name = $ref === undefined ? undefined : getSchemaName($ref);
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      visit(schemas[name]);
    } else if ($ref !== undefined && name === undefined) {
      visit(resolveRef(document, node));
    }
    for (const child of Object.values(node)) visit(child);
  };
  const { parameters, requestBodies, pathItems = {} } = document.components ?? {};
  visit([parameters, requestBodies]);
  for (const item of [...Object.values(document.paths ?? {}), ...Object.values(pathItems)]) {
    visit(item.parameters);
    for (const method of methods) visit([item[method]?.parameters, item[method]?.requestBody]);
  }
  return found;
}
