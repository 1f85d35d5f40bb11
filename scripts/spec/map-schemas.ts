import {
  methods,
  type MediaType,
  type OpenAPIDocument,
  type Parameter,
  type PathItem,
  type Reference,
  type RequestBody,
  type Response,
  type Schema,
} from "./openapi.ts";
import { isReference } from "./refs.ts";

type Rewrite = (schema: Schema) => Schema;

const single = ["items", "additionalProperties", "contentSchema"] as const;
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;
const records = ["properties", "patternProperties", "$defs"] as const;

/** Replaces `schema` and all that it contains by what `rewrite` gives for it, innermost first. */
export function mapSchema(schema: Schema, rewrite: Rewrite): Schema {
  // `schema:` with nothing behind it is null in YAML, and means what an empty schema means.
  if (typeof schema === "boolean" || schema === null) return rewrite(schema ?? true);
  for (const key of single) {
    const child = schema[key];
    if (Array.isArray(child)) schema[key as "items"] = child.map((item) => mapSchema(item, rewrite));
    else if (child !== undefined) schema[key] = mapSchema(child, rewrite);
  }
  for (const key of lists) {
    const children = schema[key];
    if (children !== undefined) schema[key] = children.map((child) => mapSchema(child, rewrite));
  }
  for (const key of records) mapRecord(schema[key], rewrite);
  return rewrite(schema);
}

/** The same for every schema of the document: components, parameters, bodies, headers. */
export function mapSchemas(document: OpenAPIDocument, rewrite: Rewrite): void {
  const { components = {}, paths = {}, webhooks = {} } = document;
  mapRecord(components.schemas, rewrite);
  for (const parameter of Object.values(components.parameters ?? {})) mapHolder(parameter, rewrite);
  for (const header of Object.values(components.headers ?? {})) mapHolder(header, rewrite);
  for (const body of Object.values(components.requestBodies ?? {})) mapHolder(body, rewrite);
  for (const response of Object.values(components.responses ?? {})) mapResponse(response, rewrite);
  for (const items of [components.pathItems, paths, webhooks]) {
    for (const item of Object.values(items ?? {})) mapPathItem(item, rewrite);
  }
}

function mapPathItem(item: PathItem, rewrite: Rewrite): void {
  for (const parameter of item.parameters ?? []) mapHolder(parameter, rewrite);
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined) continue;
    for (const parameter of operation.parameters ?? []) mapHolder(parameter, rewrite);
    if (operation.requestBody !== undefined) mapHolder(operation.requestBody, rewrite);
    for (const response of Object.values(operation.responses ?? {})) mapResponse(response, rewrite);
  }
}

function mapResponse(response: Response | Reference, rewrite: Rewrite): void {
  if (isReference(response)) return;
  for (const header of Object.values(response.headers ?? {})) mapHolder(header, rewrite);
  mapHolder(response, rewrite);
}

/** Parameters and headers hold a `schema` or a `content`, bodies a `content`. */
function mapHolder(holder: Parameter | RequestBody | Response | Reference, rewrite: Rewrite): void {
  if (isReference(holder)) return;
  if ("schema" in holder && holder.schema !== undefined) holder.schema = mapSchema(holder.schema, rewrite);
  for (const mediaType of Object.values<MediaType>(("content" in holder && holder.content) || {})) {
    if (mediaType.schema !== undefined) mediaType.schema = mapSchema(mediaType.schema, rewrite);
  }
}

function mapRecord(record: Record<string, Schema> | undefined, rewrite: Rewrite): void {
  for (const [name, schema] of Object.entries(record ?? {})) {
    if (record !== undefined) record[name] = mapSchema(schema, rewrite);
  }
}
