import type { Document } from "@redocly/openapi-core";
import type { OpenAPIDocument } from "../openapi.ts";
import { isReference, lookUpPointer } from "../refs.ts";
import { SpecError, toSourceLocation } from "../spec-error.ts";
import { walkNodes } from "../walk-nodes.ts";

/** Rejects `$ref`s that lead back to themselves: they have no meaning, and resolvers fail on them. */
export function assertNoRefCycles({ source, parsed }: Document): void {
  const document = parsed as OpenAPIDocument;
  const checked = new Set<string>();
  walkNodes(document, (node, visit) => {
    if (!isReference(node) || checked.has(node.$ref)) return;
    checked.add(node.$ref);
    if (!hasRefCycle(document, node)) return;
    const { pointer } = visit;
    throw new SpecError(`${pointer.slice(2).replaceAll("/", ".")} cannot be a $ref that leads back to itself`, {
      location: toSourceLocation({ source, pointer, reportOnKey: true }),
      advice: "Replace one of the $refs of the cycle with a schema.",
    });
  });
}

function hasRefCycle(document: OpenAPIDocument, node: unknown): boolean {
  const seen = new Set<unknown>();
  let current = node;
  while (isReference(current)) {
    if (!current.$ref.startsWith("#/")) return false;
    if (seen.has(current)) return true;
    seen.add(current);
    current = lookUpPointer(document, current.$ref);
  }
  return false;
}
