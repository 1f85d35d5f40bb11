import { eventStreamType, isBinary, isEventStream, isJSON, isText, parseMediaType } from "../media-types.ts";
import { methods, type MediaType, type OpenAPIDocument, type Schema } from "../openapi.ts";
import { listPathItems } from "../operations.ts";
import { isReference, resolveSchema } from "../refs.ts";

/**
 * Gives the bodies of responses the types with which they are received: bytes are a `Blob`, and XML and other text is a
 * string, whatever structure the schema describes.
 */
export function typeResponses(document: OpenAPIDocument): void {
  const operations = listPathItems(document).flatMap((item) => methods.map((method) => item[method]));
  const records = [document.components?.responses, ...operations.map((operation) => operation?.responses)];
  for (const response of records.flatMap((responses) => Object.values(responses ?? {}))) {
    if (isReference(response)) continue;
    for (const [contentType, media] of Object.entries(response.content ?? {})) typeMedia(document, contentType, media);
  }
}

function typeMedia(document: OpenAPIDocument, contentType: string, media: MediaType): void {
  const { type, format, contentEncoding, ...rest } = resolveSchema(document, media.schema ?? true);
  if (rest["x-ts-type"] !== undefined || isJSON(contentType) || contentType.includes("*")) return;
  const name = parseMediaType(contentType);
  const isUntyped = type === undefined && Object.keys(rest).every((key) => annotations.has(key));
  if (isEventStream(contentType)) {
    if (type !== "string") media.schema = toEventStream(media.schema);
  } else if (isText(contentType)) {
    // JSON is often called text/plain, so its schema counts. Other text has no structure that a client could parse.
    if (isUntyped || (type !== "string" && name !== "text/plain")) media.schema = { type: "string" };
  } else {
    const isPlain = type === "string" && contentEncoding === undefined && format === undefined;
    if (isUntyped || (isPlain && isBinary(contentType))) media.schema = { type: "string", format: "binary" };
  }
}

/** Annotations do not restrict the type. */
const annotations = new Set(["title", "description", "example", "examples", "deprecated"]);

/** An event stream is received as text, in which each event has the schema. */
function toEventStream(contentSchema: Schema = true): Schema {
  return { type: "string", contentMediaType: eventStreamType, contentSchema };
}
