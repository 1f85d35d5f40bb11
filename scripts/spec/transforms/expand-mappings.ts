import { isObject } from "../../lib/objects.ts";
import type { OpenAPIDocument } from "../openapi.ts";

/**
 * A discriminator may map a value to the bare name of a schema (`cat: Cat`). Resolvers take that for a file name,
 * so it is written out as the `$ref` that it stands for.
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
