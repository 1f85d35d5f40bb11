import { InputError } from "../lib/cli.ts";
import { isObject } from "../lib/objects.ts";
import type { Components, OpenAPIDocument, PathItem } from "../spec/openapi.ts";
import { isReference, parsePointer } from "../spec/refs.ts";

/**
 * Removes the paths and webhooks that do not match a pattern, and the components that none of the others uses in either
 * document. Mutates the documents.
 *
 * @param pattern a path or the name of a webhook, in which `*` stands for any text
 * @throws {@link InputError} when it matches nothing in both documents
 */
export function selectPaths(documents: readonly OpenAPIDocument[], pattern: string): void {
  const expression = new RegExp(`^${pattern.split("*").map(escapeRegExp).join(".*")}$`);
  const select = (items: Record<string, PathItem> = {}): Record<string, PathItem> =>
    Object.fromEntries(Object.entries(items).filter(([path]) => expression.test(path)));
  for (const document of documents) {
    document.paths = select(document.paths);
    if (document.webhooks !== undefined) document.webhooks = select(document.webhooks);
  }
  const count = documents.flatMap(({ paths = {}, webhooks = {} }) => Object.keys({ ...paths, ...webhooks })).length;
  if (count === 0) throw new InputError(`--path matches no path or webhook of the documents: ${pattern}`);
  const used = new Set(documents.flatMap((document) => [...collectUsed(document)]));
  for (const { components = {} } of documents) {
    for (const key of sections) removeUnused(components, key, used);
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
}

const sections = ["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"] as const;

/** Collects the components that the paths and webhooks refer to, directly or through others: `schemas/Pet`. */
function collectUsed(document: OpenAPIDocument): Set<string> {
  const used = new Set<string>();
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    if (isReference(node)) {
      const [root, section, name] = parsePointer(node.$ref);
      const id = `${section}/${name}`;
      if (root === "components" && section !== undefined && name !== undefined && !used.has(id)) {
        used.add(id);
        const components: Readonly<Record<string, unknown>> = { ...document.components };
        const nodes = components[section];
        visit(isObject(nodes) ? nodes[name] : undefined);
      }
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit([document.paths, document.webhooks]);
  return used;
}

function removeUnused(components: Components, key: (typeof sections)[number], used: ReadonlySet<string>): void {
  const section = components[key];
  for (const name of Object.keys(section ?? {})) {
    if (section !== undefined && !used.has(`${key}/${name}`)) delete section[name];
  }
}
