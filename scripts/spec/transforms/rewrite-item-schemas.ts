import { eventStreamType } from "../media-types.ts";
import { getEventContent } from "../operations.ts";
import type { MediaType } from "../openapi.ts";
import { walkNodes } from "../walk-nodes.ts";

/** Rewrites the `itemSchema` of OpenAPI 3.2 on an event stream as the `contentSchema` of a string, which is 3.1. */
export function rewriteItemSchemas(document: unknown): void {
  walkNodes(document, ({ content }) => {
    const media = getEventContent(content as Record<string, MediaType> | undefined);
    if (media?.itemSchema === undefined) return;
    media.schema = { type: "string", contentMediaType: eventStreamType, contentSchema: media.itemSchema };
    delete media.itemSchema;
  });
}
