import type { Document } from "@redocly/openapi-core";
import type { OpenAPIDocument } from "../openapi.ts";
import { isReference, lookUpPointer } from "../refs.ts";
import { SpecError, toSourceLocation } from "../spec-error.ts";

/** Rejects components that are only `$ref`s to each other: they have no meaning, and resolvers fail on them. */
export function assertNoRefCycles({ source, parsed }: Document): void {
  const document = parsed as OpenAPIDocument;
  for (const [section, components] of Object.entries(document.components ?? {})) {
    for (const [name, component] of Object.entries<unknown>(components ?? {})) {
      if (!hasRefCycle(document, component)) continue;
      throw new SpecError(`components.${section}.${name} cannot be a $ref that leads back to itself`, {
        location: toSourceLocation({
          source,
          pointer: `#/components/${section}/${name.replaceAll("/", "~1")}`,
          reportOnKey: true,
        }),
        advice: "Replace one of the $refs of the cycle by a schema.",
      });
    }
  }
}

function hasRefCycle(document: OpenAPIDocument, component: unknown): boolean {
  const seen = new Set<unknown>();
  let current = component;
  while (isReference(current)) {
    if (!current.$ref.startsWith("#/")) return false;
    if (seen.has(current)) return true;
    seen.add(current);
    current = lookUpPointer(document, current.$ref);
  }
  return false;
}
