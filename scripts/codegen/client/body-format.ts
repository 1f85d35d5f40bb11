import { readFormFormat } from "../../spec/form-format.ts";
import { collectProperties } from "../../spec/inherited-properties.ts";
import { isBinary, isForm, isJSON, isText } from "../../spec/media-types.ts";
import type { MediaType, OpenAPIDocument, Schema } from "../../spec/openapi.ts";
import type { OperationInfo } from "../../spec/operations.ts";
import type { ParameterFormat } from "../../spec/parameter-format.ts";
import { resolveSchema } from "../../spec/refs.ts";
import { createResolver, getValueKinds } from "../../spec/value-kinds.ts";

/** How the body of an operation is sent where it is not JSON. */
export interface BodyFormat {
  readonly contentType: string;
  /** The fields of a form that are not in the default format; `undefined` if the body is sent as it is. */
  readonly fields?: readonly ParameterFormat[];
}

/**
 * Reads how the body of an operation is sent; `undefined` for JSON, and for a body that only the caller can serialize,
 * such as text with a structure. Of several kinds of text or bytes it is the first. Next to a form, a multipart body is
 * sent as `FormData`.
 */
export function readBodyFormat(document: OpenAPIDocument, { requestBody }: OperationInfo): BodyFormat | undefined {
  const contents = Object.entries(requestBody?.content ?? {});
  const [first, ...others] = contents.filter(([type]) => !type.startsWith("multipart/"));
  if (first === undefined) return undefined;
  const [contentType, media] = first;
  if (isForm(contentType)) return others.length > 0 ? undefined : { contentType, fields: readFields(document, media) };
  // The object of a multipart body would be sent as it is, too, so that all of them count.
  return contents.every(([type, { schema = true }]) => isSentAsIs(document, type, schema))
    ? { contentType }
    : undefined;
}

function isSentAsIs(document: OpenAPIDocument, type: string, schema: Schema): boolean {
  if (isJSON(type) || type.includes("*")) return false;
  if (isBinary(type) || resolveSchema(document, schema)["x-ts-type"] === "Blob") return true;
  const kinds = getValueKinds(schema, createResolver(document));
  const isUntyped = kinds.size === 4;
  return isText(type) && !isForm(type) && (isUntyped || (!kinds.has("array") && !kinds.has("object")));
}

function readFields(document: OpenAPIDocument, { encoding = {}, schema = true }: MediaType): ParameterFormat[] {
  const properties = new Map(Object.entries(collectProperties(document, schema)));
  const resolver = createResolver(document);
  return Object.entries(encoding).flatMap(
    ([name, given]) => readFormFormat(name, given, properties.get(name) ?? true, resolver) ?? [],
  );
}
