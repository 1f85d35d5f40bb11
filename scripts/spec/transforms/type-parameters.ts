import { isJSON } from "../media-types.ts";
import { methods, type OpenAPIDocument } from "../openapi.ts";
import { listPathItems } from "../operations.ts";
import { isReference } from "../refs.ts";

/** Copies the schema of a parameter's JSON `content` to where openapi-typescript looks for it. */
export function typeParameters(document: OpenAPIDocument): void {
  const items = listPathItems(document);
  const holders = [...items, ...items.flatMap((item) => methods.map((method) => item[method]))];
  const components = Object.values(document.components?.parameters ?? {});
  for (const parameter of [...components, ...holders.flatMap((holder) => holder?.parameters ?? [])]) {
    if (isReference(parameter)) continue;
    const [contentType, media] = Object.entries(parameter.content ?? {})[0] ?? [];
    if (contentType !== undefined && isJSON(contentType)) parameter.schema = media?.schema ?? true;
  }
}
