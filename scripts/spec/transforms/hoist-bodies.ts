import type { MediaType, OpenAPIDocument, RequestBody, Response, Schema, SchemaObject } from "../openapi.ts";
import { getEventContent, isSuccess, listOperations } from "../operations.ts";
import { toSchemaRef } from "../refs.ts";
import { reserveName, toIdentifier } from "../type-names.ts";

/** Creates the preferred name of a schema. Most bodies refer to a schema that has one. */
type Name = () => string;

/** Moves inline objects of bodies to components, so that editors show a name: `CreatePetRequest`. */
export function hoistBodies(document: OpenAPIDocument): void {
  const schemas = ((document.components ??= {}).schemas ??= {});
  const usedNames = new Set(Object.keys(schemas));

  const hoist = (schema: Schema | undefined, name: Name, known: Map<string, Schema>): Schema | undefined => {
    if (typeof schema !== "object") return schema;
    if (schema.type === "array" && typeof schema.items === "object" && !Array.isArray(schema.items)) {
      const items = hoist(schema.items, () => `${name()}Item`, known);
      return items === undefined ? schema : { ...schema, items };
    }
    if (!isInlineObject(schema)) return schema;
    const text = JSON.stringify(schema);
    let ref = known.get(text);
    if (ref === undefined) {
      const free = reserveName(name(), usedNames);
      schemas[free] = schema;
      known.set(text, (ref = { $ref: toSchemaRef(free) }));
    }
    return ref;
  };
  const hoistContent = (content: Record<string, MediaType> | undefined, name: Name, eventName = name): void => {
    const known = new Map<string, Schema>();
    const event = getEventContent(content);
    for (const media of Object.values(content ?? {})) {
      const schema = hoist(media.schema, media === event ? eventName : name, known);
      if (schema !== undefined) media.schema = schema;
      if (typeof schema !== "object" || schema.contentSchema === undefined) continue;
      schema.contentSchema = hoist(schema.contentSchema, eventName, known) ?? schema.contentSchema;
    }
  };

  const { requestBodies = {}, responses = {} } = document.components;
  for (const [name, body] of Object.entries(requestBodies)) {
    hoistContent((body as RequestBody).content, () => toIdentifier(`${name}-request`));
  }
  for (const [name, response] of Object.entries(responses)) {
    const toBodyName = (what: string) => () => toIdentifier(`${name}-${what}`);
    hoistContent((response as Response).content, toBodyName("response"), toBodyName("event"));
  }
  for (const info of listOperations(document)) {
    const id = info.operation.operationId ?? `${info.method}-${info.path}`;
    const toBodyName = (what: string) => () => toIdentifier(`-${id}-${what}`);
    hoistContent(info.requestBody?.content, toBodyName("request"));
    for (const [status, response] of info.responses) {
      const which = isSuccess(status, info) ? "response" : `${status}-response`;
      hoistContent(response.content, toBodyName(which), toBodyName("event"));
    }
  }
}

function isInlineObject({ $ref, properties, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return $ref === undefined && (properties ?? allOf ?? anyOf ?? oneOf) !== undefined;
}
