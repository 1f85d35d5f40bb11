import { isObject } from "../../lib/objects.ts";
import type { OpenAPIDocument } from "../openapi.ts";

/**
 * Expands the bare schema names in discriminator mappings (`cat: Cat`) to `$ref`s. Resolvers mistake the bare names for
 * file names.
 */
export function expandMappings(document: OpenAPIDocument): void {
  const schemas = document.components?.schemas ?? {};
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    const { discriminator } = node;
    if (isObject(discriminator) && isObject(discriminator["mapping"])) {
      const { mapping } = discriminator;
      for (const [value, target] of Object.entries(mapping)) {
        if (typeof target === "string" && Object.hasOwn(schemas, target)) {
          mapping[value] = `#/components/schemas/${target.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        }
      }
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(document);
}
