import type { OpenAPIDocument } from "../openapi.ts";
import { decodePercent } from "../refs.ts";

/** A character of Unicode's private use area. */
const placeholder = "\uE025";

/** Returns whether a name in the JSON text of a document contains `%`: of a property, path, operation or parameter. */
export function hasPercent(text: string): boolean {
  return /%[^"\\]*":|"(?:operationId|name)":"[^"]*%/.test(text);
}

/**
 * Replaces percent signs with a placeholder: openapi-typescript decodes names as parts of a URL and fails on `50%`.
 * `unescapePercent` restores them in every name and comment.
 */
export function escapePercent(document: OpenAPIDocument): OpenAPIDocument {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === "$ref" && typeof value === "string" ? decodePercent(value) : value,
  );
  return JSON.parse(text.replaceAll("%", placeholder)) as OpenAPIDocument;
}

export function unescapePercent(text: string): string {
  return text.replaceAll(placeholder, "%");
}
