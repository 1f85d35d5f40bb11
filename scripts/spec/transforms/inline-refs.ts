import { methods, type OpenAPIDocument, type PathItem, type Reference } from "../openapi.ts";
import { isReference, parsePointer, resolveRef } from "../refs.ts";

/**
 * Replaces every `$ref` to a parameter, header, body, response or path that does not name a component with its target:
 * types cannot point into an operation, where optional properties are in the way.
 */
export function inlineRefs(document: OpenAPIDocument): void {
  const inline = <Node extends object>(node: Node | Reference): Node | Reference => {
    const [components, , ...name] = isReference(node) ? parsePointer(node.$ref) : ["components", "", ""];
    return components === "components" && name.length === 1 ? node : structuredClone(resolveRef(document, node));
  };
  const inlineAll = <Node extends object>(record: Record<string, Node | Reference> = {}): void => {
    for (const [name, node] of Object.entries(record)) record[name] = inline(node);
  };
  const inlineHeaders = (responses: Record<string, object> = {}): void => {
    for (const response of Object.values(responses)) {
      if ("headers" in response) inlineAll(response.headers as Record<string, Reference>);
    }
  };
  const inlineItem = (item: PathItem): void => {
    if (item.parameters !== undefined) item.parameters = item.parameters.map(inline);
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      if (operation.parameters !== undefined) operation.parameters = operation.parameters.map(inline);
      if (operation.requestBody !== undefined) operation.requestBody = inline(operation.requestBody);
      inlineAll(operation.responses);
      inlineHeaders(operation.responses);
    }
  };

  const { schemas: _schemas, pathItems = {}, ...components } = document.components ?? {};
  for (const section of Object.values(components)) {
    // A component that refers to another one: openapi-typescript expects the component itself.
    for (const [name, node] of Object.entries(section as Record<string, object>)) {
      if (isReference(node)) (section as Record<string, object>)[name] = structuredClone(resolveRef(document, node));
    }
  }
  inlineHeaders(components.responses);
  for (const items of [document.paths ?? {}, document.webhooks ?? {}, pathItems]) {
    inlineAll(items as Record<string, Reference>);
    for (const item of Object.values(items)) inlineItem(item);
  }
}
