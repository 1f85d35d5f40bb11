import { methods, type OpenAPIDocument } from "./openapi.ts";
import { isReference, resolveRef, getSchemaName } from "./refs.ts";
import { walkNodes } from "./walk-nodes.ts";

/** Collects the names of the schemas that a caller writes: those reachable from a parameter or a request body. */
export function collectInputSchemas(document: OpenAPIDocument): ReadonlySet<string> {
  const schemas = document.components?.schemas ?? {};
  const found = new Set<string>();
  const visit = (root: unknown): void =>
    walkNodes(root, (node) => {
      if (!isReference(node)) return;
      const name = getSchemaName(node.$ref);
      if (name === undefined) {
        visit(resolveRef<object>(document, node));
      } else if (!found.has(name)) {
        found.add(name);
        visit(schemas[name]);
      }
    });
  const { parameters, requestBodies, pathItems = {} } = document.components ?? {};
  visit({ parameters, requestBodies });
  for (const item of [...Object.values(document.paths ?? {}), ...Object.values(pathItems)]) {
    visit({ parameters: item.parameters });
    for (const method of methods) {
      visit({ parameters: item[method]?.parameters, requestBody: item[method]?.requestBody });
    }
  }
  return found;
}
