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

/** Replaces a schema and all schemas inside it, innermost first. */
export function mapSchema(schema: Schema, rewrite: Rewrite): Schema {
  // An empty `schema:` is null in YAML, and means the same as an empty schema.
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

/** Replaces every schema of a document: in components, parameters, bodies and headers. */
export function mapSchemas(document: OpenAPIDocument, rewrite: Rewrite): void {
  const { components = {}, paths = {}, webhooks = {} } = document;
  mapRecord(components.schemas, rewrite);
  for (const parameter of Object.values(components.parameters ?? {})) mapSchemaHolder(parameter, rewrite);
  for (const header of Object.values(components.headers ?? {})) mapSchemaHolder(header, rewrite);
  for (const body of Object.values(components.requestBodies ?? {})) mapSchemaHolder(body, rewrite);
  for (const response of Object.values(components.responses ?? {})) mapResponse(response, rewrite);
  for (const items of [components.pathItems, paths, webhooks]) {
    for (const item of Object.values(items ?? {})) mapPathItem(item, rewrite);
  }
}

function mapPathItem(item: PathItem, rewrite: Rewrite): void {
  for (const parameter of item.parameters ?? []) mapSchemaHolder(parameter, rewrite);
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined) continue;
    for (const parameter of operation.parameters ?? []) mapSchemaHolder(parameter, rewrite);
    if (operation.requestBody !== undefined) mapSchemaHolder(operation.requestBody, rewrite);
    for (const response of Object.values(operation.responses ?? {})) mapResponse(response, rewrite);
  }
}

function mapResponse(response: Response | Reference, rewrite: Rewrite): void {
  if (isReference(response)) return;
  for (const header of Object.values(response.headers ?? {})) mapSchemaHolder(header, rewrite);
  mapSchemaHolder(response, rewrite);
}

/** Parameters and headers have a `schema` or a `content`, bodies a `content`. */
function mapSchemaHolder(holder: Parameter | RequestBody | Response | Reference, rewrite: Rewrite): void {
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
