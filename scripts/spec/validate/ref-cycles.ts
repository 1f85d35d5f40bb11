import type { Document } from "@redocly/openapi-core";
import type { OpenAPIDocument } from "../openapi.ts";
import { isReference, lookUp } from "../refs.ts";
import { SpecError, placeOf } from "../spec-error.ts";

/** Components that are nothing but `$ref`s to each other have no meaning, and resolvers stumble over them. */
export function checkCircles({ source, parsed }: Document): void {
  const document = parsed as OpenAPIDocument;
  for (const [section, components] of Object.entries(document.components ?? {})) {
    for (const [name, component] of Object.entries<unknown>(components ?? {})) {
      if (!leadsBack(document, component)) continue;
      throw new SpecError(`components.${section}.${name} is a $ref that leads back to itself`, {
        place: placeOf({ source, pointer: `#/components/${section}/${name.replaceAll("/", "~1")}`, reportOnKey: true }),
        advice: "Write down what it is in one of the places that it leads through.",
      });
    }
  }
}

function leadsBack(document: OpenAPIDocument, component: unknown): boolean {
  const seen = new Set<unknown>();
  let current = component;
  while (isReference(current)) {
    if (!current.$ref.startsWith("#/")) return false;
    if (seen.has(current)) return true;
    seen.add(current);
    current = lookUp(document, current.$ref);
  }
  return false;
}
