import type { MediaType, OpenAPIDocument, RequestBody, Response, Schema, SchemaObject } from "../openapi.ts";
import { eventContent, isSuccess, listOperations } from "../operations.ts";
import { schemaRef } from "../refs.ts";
import { freeName, identifier } from "../type-names.ts";

/** Objects that are written inline as a body get a name, so that a hover says `CreatePetRequest`. */
export function hoistBodies(document: OpenAPIDocument): void {
  const schemas = ((document.components ??= {}).schemas ??= {});
  const taken = new Set(Object.keys(schemas));

  const hoist = (schema: Schema | undefined, name: string, known: Map<string, Schema>): Schema | undefined => {
    if (typeof schema !== "object") return schema;
    if (schema.type === "array" && typeof schema.items === "object" && !Array.isArray(schema.items)) {
      const items = hoist(schema.items, `${name}Item`, known);
      return items === undefined ? schema : { ...schema, items };
    }
    if (!isObject(schema)) return schema;
    const text = JSON.stringify(schema);
    let ref = known.get(text);
    if (ref === undefined) {
      const free = freeName(name, taken);
      schemas[free] = schema;
      known.set(text, (ref = { $ref: schemaRef(free) }));
    }
    return ref;
  };
  const hoistContent = (content: Record<string, MediaType> | undefined, name: string, eventName = name): void => {
    const known = new Map<string, Schema>();
    const event = eventContent(content);
    for (const media of Object.values(content ?? {})) {
      const schema = hoist(media.schema, media === event ? eventName : name, known);
      if (schema !== undefined) media.schema = schema;
      if (typeof schema !== "object" || schema.contentSchema === undefined) continue;
      schema.contentSchema = hoist(schema.contentSchema, eventName, known) ?? schema.contentSchema;
    }
  };

  const { requestBodies = {}, responses = {} } = document.components;
  for (const [name, body] of Object.entries(requestBodies)) {
    hoistContent((body as RequestBody).content, identifier(`${name}-request`));
  }
  for (const [name, response] of Object.entries(responses)) {
    hoistContent((response as Response).content, identifier(`${name}-response`), identifier(`${name}-event`));
  }
  for (const info of listOperations(document)) {
    const id = info.operation.operationId ?? `${info.method}-${info.path}`;
    const nameOf = (what: string): string => identifier(`-${id}-${what}`);
    hoistContent(info.requestBody?.content, nameOf("request"));
    for (const [status, response] of info.responses) {
      const which = isSuccess(status, info) ? "response" : `${status}-response`;
      hoistContent(response.content, nameOf(which), nameOf("event"));
    }
  }
}

function isObject({ $ref, properties, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return $ref === undefined && (properties ?? allOf ?? anyOf ?? oneOf) !== undefined;
}
