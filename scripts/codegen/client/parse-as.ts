import { isJSON } from "../../spec/media-types.ts";
import type { OpenAPIDocument, Response } from "../../spec/openapi.ts";
import { getEventContent, getMainContent, isSuccess, type OperationInfo } from "../../spec/operations.ts";
import { resolveSchema } from "../../spec/refs.ts";
import { createResolver, getValueKinds } from "../../spec/value-kinds.ts";

export type ParseAs = "json" | "text" | "blob";

/** Returns how the body of each successful response is read, so that `data` has its type: status → `text`. */
export function getParseAs(document: OpenAPIDocument, info: OperationInfo): ReadonlyMap<string, ParseAs> {
  const successes = [...info.responses].filter(([status]) => isSuccess(status, info));
  return new Map(
    successes.flatMap(([status, response]) => {
      const kind = getBodyKind(document, response);
      return kind === undefined ? [] : [[status, kind] as const];
    }),
  );
}

function getBodyKind(document: OpenAPIDocument, { content }: Response): ParseAs | undefined {
  const [type, media] = getMainContent(content) ?? [];
  if (type === undefined) return getEventContent(content) === undefined ? undefined : "text";
  if (isJSON(type)) return "json";
  const schema = media?.schema ?? true;
  const resolved = resolveSchema(document, schema);
  if (resolved["x-ts-type"] === "Blob") return "blob";
  const kinds = getValueKinds(schema, createResolver(document));
  const isNumber = [resolved.type].flat().some((name) => name !== undefined && jsonPrimitives.has(name));
  return kinds.has("primitive") && kinds.size === 1 && !isNumber ? "text" : "json";
}

const jsonPrimitives = new Set(["number", "integer", "boolean"]);
