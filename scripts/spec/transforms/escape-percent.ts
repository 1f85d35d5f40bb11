import type { OpenAPIDocument } from "../openapi.ts";

/** From the private use area of Unicode. */
const standIn = "\uE025";

/** Is there a name with a `%` in the JSON text of a document: of a property, a path, an operation, a parameter? */
export function hasPercent(text: string): boolean {
  return /%[^"\\]*":|"(?:operationId|name)":"[^"]*%/.test(text);
}

/**
 * openapi-typescript decodes names as parts of a URL and fails at `50%`. While it works, another character stands
 * for the percent sign, and `showPercent` puts that right in every name and comment.
 */
export function hidePercent(document: OpenAPIDocument): OpenAPIDocument {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === "$ref" && typeof value === "string" ? decodeURIComponent(value) : value,
  );
  return JSON.parse(text.replaceAll("%", standIn)) as OpenAPIDocument;
}

export function showPercent(text: string): string {
  return text.replaceAll(standIn, "%");
}
