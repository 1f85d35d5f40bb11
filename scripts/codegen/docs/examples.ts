import { isObject } from "../../lib/objects.ts";
import type { MediaType, OpenAPIDocument, Parameter, Schema, SchemaObject } from "../../spec/openapi.ts";
import { getEventContent, listOperations, getMainContent } from "../../spec/operations.ts";
import { isReference, resolveRef, resolveSchema, getSchemaName } from "../../spec/refs.ts";

/** The example values of a schema. */
export interface Example {
  /** The first value of this schema. */
  readonly value: unknown;
  /** Field → the first value that is not `null`, from any example. */
  readonly fields: Map<string, unknown>;
}

type Examples = Map<string, Example>;
type WithExamples = MediaType & { examples?: Record<string, object>; example?: unknown };

/**
 * Collects an example of each schema from the examples of requests and responses, which are validated. A schema that
 * does not occur in them gets its own example, or its first listed value.
 */
export function collectExamples(document: OpenAPIDocument): Examples {
  const found: Examples = new Map();
  for (const { requestBody, responses } of listOperations(document)) {
    for (const { content } of [...(requestBody === undefined ? [] : [requestBody]), ...responses.values()]) {
      const [, media] = getMainContent(content) ?? [];
      for (const value of listExampleValues(document, media)) visit(document, media?.schema ?? true, value, found);
      const events = getEventContent(content);
      for (const stream of listExampleValues(document, events)) {
        for (const event of parseEvents(String(stream))) visit(document, getContentSchema(events), event, found);
      }
    }
  }
  for (const name of Object.keys(document.components?.schemas ?? {})) {
    if (!found.has(name))
      visit(document, { $ref: `#/components/schemas/${name}` }, getOwnExample(document, name), found);
  }
  return found;
}

/** Collects the examples of path and query parameters, for the type of a request that consists of them. */
export function collectParameterExamples(parameters: readonly Parameter[]): Example {
  const shown = parameters.filter((parameter) => parameter.in === "path" || parameter.in === "query");
  const fields = new Map(
    shown.flatMap(({ name = "", example }) => (example === undefined ? [] : [[name, example] as const])),
  );
  return { value: Object.fromEntries(fields), fields };
}

function getOwnExample(document: OpenAPIDocument, name: string): unknown {
  const schema = document.components?.schemas?.[name];
  return typeof schema === "object" ? findFirstValue(document, schema) : undefined;
}

function findFirstValue(document: OpenAPIDocument, schema: Schema): unknown {
  const { examples = [], enum: values = [], anyOf = [], oneOf = [] } = resolveSchema(document, schema);
  const own = [...examples, ...values][0];
  if (own !== undefined) return own;
  return [...anyOf, ...oneOf].map((part) => findFirstValue(document, part)).find((value) => value !== undefined);
}

function listExampleValues(document: OpenAPIDocument, media: WithExamples | undefined): unknown[] {
  const named = Object.values(media?.examples ?? {}).map(
    (example) => resolveRef<{ value?: unknown }>(document, example).value,
  );
  return media?.example === undefined ? named : [media.example, ...named];
}

function getContentSchema(media: MediaType | undefined): Schema {
  return (typeof media?.schema === "object" && media.schema.contentSchema) || true;
}

/** Parses the JSON of the `data:` lines, without `[DONE]`. */
function parseEvents(stream: string): unknown[] {
  return [...stream.matchAll(/^data: (\{.*\})$/gm)].map(([, data = ""]) => JSON.parse(data) as unknown);
}

function visit(document: OpenAPIDocument, schema: Schema, value: unknown, found: Examples): void {
  if (typeof schema !== "object" || value === undefined) return;
  const resolved = resolveSchema(document, schema);
  const name = isReference(schema) ? getSchemaName(schema.$ref) : undefined;
  if (name !== undefined) record(name, value, found);
  // The first match wins: the last member of a union is often a fallback for everything else.
  const member = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])].find((part) =>
    matchesSchema(document, part, value),
  );
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

/** Returns whether a value belongs to a union member, judged by types, constants and required fields. */
function matchesSchema(document: OpenAPIDocument, schema: Schema, value: unknown): boolean {
  const { type, enum: values, required = [], properties = {}, ...rest } = resolveSchema(document, schema);
  const parts = rest.anyOf ?? rest.oneOf;
  if (parts !== undefined) return parts.some((part) => matchesSchema(document, part, value));
  if (rest.allOf?.every((part) => matchesSchema(document, part, value)) === false) return false;
  if ("const" in rest && rest.const !== value) return false;
  if (values?.includes(value) === false) return false;
  if (
    rest["x-ts-type"] === undefined &&
    type !== undefined &&
    !getTypes(value).some((name) => [type].flat().includes(name))
  ) {
    return false;
  }
  if (!isObject(value)) return true;
  if (!required.every((field) => field in value)) return false;
  return Object.entries(value).every(
    ([field, inner]) => isUnconstrained(properties[field]) || matchesSchema(document, properties[field] ?? true, inner),
  );
}

/** Only constants and enums distinguish the members of a union. */
function isUnconstrained(schema: Schema | undefined): boolean {
  return typeof schema !== "object" || ((schema as SchemaObject).const === undefined && schema.enum === undefined);
}

function getTypes(value: unknown): string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  return Number.isInteger(value) ? ["integer", "number"] : [typeof value];
}
