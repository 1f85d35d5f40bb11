import { isObject } from "../../lib/objects.ts";
import type { MediaType, OpenAPIDocument, Schema, SchemaObject } from "../../spec/openapi.ts";
import { eventContent, listOperations, mainContent } from "../../spec/operations.ts";
import { isReference, resolve, resolveSchema, schemaName } from "../../spec/refs.ts";

/** What the document's examples show of a schema. */
export interface Example {
  /** The first value of this schema. */
  readonly value: unknown;
  /** Field → the first value that is not `null`; not all of them stand in `value`. */
  readonly fields: Map<string, unknown>;
}

type Examples = Map<string, Example>;
type WithExamples = MediaType & { examples?: Record<string, object>; example?: unknown };

/**
 * Schema → example, cut out of the examples of requests and answers, which are checked against the schemas. What none of
 * them shows is shown by its own example, or by the first value that is listed.
 */
export function examplesOf(document: OpenAPIDocument): Examples {
  const found: Examples = new Map();
  for (const { requestBody, responses } of listOperations(document)) {
    for (const { content } of [...(requestBody === undefined ? [] : [requestBody]), ...responses.values()]) {
      const [, media] = mainContent(content) ?? [];
      for (const value of valuesOf(document, media)) visit(document, media?.schema ?? true, value, found);
      const events = eventContent(content);
      for (const stream of valuesOf(document, events)) {
        for (const event of eventsIn(String(stream))) visit(document, eventSchema(events), event, found);
      }
    }
  }
  for (const name of Object.keys(document.components?.schemas ?? {})) {
    if (!found.has(name)) visit(document, { $ref: `#/components/schemas/${name}` }, ownExample(document, name), found);
  }
  return found;
}

function ownExample(document: OpenAPIDocument, name: string): unknown {
  const schema = document.components?.schemas?.[name];
  return typeof schema === "object" ? firstValue(document, schema) : undefined;
}

function firstValue(document: OpenAPIDocument, schema: Schema): unknown {
  const { examples = [], enum: values = [], anyOf = [], oneOf = [] } = resolveSchema(document, schema);
  const own = [...examples, ...values][0];
  if (own !== undefined) return own;
  return [...anyOf, ...oneOf].map((part) => firstValue(document, part)).find((value) => value !== undefined);
}

function valuesOf(document: OpenAPIDocument, media: WithExamples | undefined): unknown[] {
  const named = Object.values(media?.examples ?? {}).map(
    (example) => resolve<{ value?: unknown }>(document, example).value,
  );
  return media?.example === undefined ? named : [media.example, ...named];
}

function eventSchema(media: MediaType | undefined): Schema {
  return (typeof media?.schema === "object" && media.schema.contentSchema) || true;
}

/** The JSON of the `data:` lines; `[DONE]` is none. */
function eventsIn(stream: string): unknown[] {
  return [...stream.matchAll(/^data: (\{.*\})$/gm)].map(([, data = ""]) => JSON.parse(data) as unknown);
}

function visit(document: OpenAPIDocument, schema: Schema, value: unknown, found: Examples): void {
  if (typeof schema !== "object" || value === undefined) return;
  const resolved = resolveSchema(document, schema);
  const name = isReference(schema) ? schemaName(schema.$ref) : undefined;
  if (name !== undefined) record(name, value, found);
  // The last member of a union is often a fallback that takes what the others leave.
  const member = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])].find((part) => fits(document, part, value));
  for (const part of [...(resolved.allOf ?? []), member ?? true]) visit(document, part, value, found);
  if (Array.isArray(value)) {
    for (const item of value) if (!Array.isArray(resolved.items)) visit(document, resolved.items ?? true, item, found);
  } else if (isObject(value)) {
    for (const [field, inner] of Object.entries(value)) {
      visit(document, resolved.properties?.[field] ?? resolved.additionalProperties ?? true, inner, found);
    }
  }
}

function record(name: string, value: unknown, found: Examples): void {
  const example = found.get(name) ?? { value, fields: new Map<string, unknown>() };
  found.set(name, example);
  if (!isObject(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (inner !== null && !example.fields.has(field)) example.fields.set(field, inner);
  }
}

/** Which member of a union a value belongs to: told by types, constants and required fields, not deeper. */
function fits(document: OpenAPIDocument, schema: Schema, value: unknown): boolean {
  const { type, enum: values, required = [], properties = {}, ...rest } = resolveSchema(document, schema);
  const parts = rest.anyOf ?? rest.oneOf;
  if (parts !== undefined) return parts.some((part) => fits(document, part, value));
  if (rest.allOf?.every((part) => fits(document, part, value)) === false) return false;
  if ("const" in rest && rest.const !== value) return false;
  if (values?.includes(value) === false) return false;
  if (
    rest["x-ts-type"] === undefined &&
    type !== undefined &&
    !typesOf(value).some((name) => [type].flat().includes(name))
  ) {
    return false;
  }
  if (!isObject(value)) return true;
  if (!required.every((field) => field in value)) return false;
  return Object.entries(value).every(
    ([field, inner]) => isFree(properties[field]) || fits(document, properties[field] ?? true, inner),
  );
}

/** Only what is fixed tells the members of a union apart. */
function isFree(schema: Schema | undefined): boolean {
  return typeof schema !== "object" || ((schema as SchemaObject).const === undefined && schema.enum === undefined);
}

function typesOf(value: unknown): string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  return Number.isInteger(value) ? ["integer", "number"] : [typeof value];
}
