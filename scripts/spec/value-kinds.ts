import type { OpenAPIDocument, Schema, SchemaObject } from "./openapi.ts";
import { isReference, resolveSchema } from "./refs.ts";

/** What serialization distinguishes. */
export type ValueKind = "primitive" | "array" | "object" | "null";

/** Follows a `$ref`, and returns with the schema the resolver of its file. */
export type SchemaResolver = (schema: Schema) => { readonly schema: SchemaObject; readonly resolve: SchemaResolver };

const everyKind: readonly ValueKind[] = ["primitive", "array", "object", "null"];

/** Creates the resolver of a document without references to other files. */
export function createResolver(document: OpenAPIDocument): SchemaResolver {
  const resolve: SchemaResolver = (schema) => ({ schema: resolveSchema(document, schema), resolve });
  return resolve;
}

/** Returns the kinds of values that a schema admits: all of them if it does not restrict the type. */
export function getValueKinds(
  given: Schema,
  resolver: SchemaResolver,
  visited: ReadonlySet<unknown> = new Set(),
): ReadonlySet<ValueKind> {
  if (given === false) return new Set();
  const { schema, resolve } = resolver(given);
  if (visited.has(schema)) return new Set(everyKind);
  const seen = isReference(given) ? new Set([...visited, schema]) : visited;
  const restrictions = [
    getOwnKinds(schema),
    ...(schema.allOf ?? []).map((part) => getValueKinds(part, resolve, seen)),
    ...[schema.anyOf, schema.oneOf].map((members) =>
      members === undefined
        ? new Set(everyKind)
        : new Set(members.flatMap((member) => [...getValueKinds(member, resolve, seen)])),
    ),
  ];
  return new Set(everyKind.filter((kind) => restrictions.every((kinds) => kinds.has(kind))));
}

/** Returns the schemas of the items of an array and of the properties of an object. */
export function getMemberSchemas(
  given: Schema,
  resolver: SchemaResolver,
  visited: ReadonlySet<unknown> = new Set(),
): { readonly schema: Schema; readonly resolve: SchemaResolver }[] {
  const { schema, resolve } = resolver(given);
  if (visited.has(schema)) return [];
  const { items = [], prefixItems = [], properties = {}, additionalProperties = [], allOf, anyOf, oneOf } = schema;
  const members = [items, prefixItems, Object.values(properties), additionalProperties].flat();
  const parts = [allOf, anyOf, oneOf].flatMap((list) => list ?? []);
  const seen = new Set([...visited, schema]);
  return [
    ...members.map((member) => ({ schema: member, resolve })),
    ...parts.flatMap((part) => getMemberSchemas(part, resolve, seen)),
  ];
}

function getOwnKinds(schema: SchemaObject): ReadonlySet<ValueKind> {
  const { type, nullable, enum: values, properties, items, prefixItems } = schema;
  if (schema["x-ts-type"] !== undefined) return getTypeTextKinds(schema["x-ts-type"]);
  if ("const" in schema) return new Set([getKind(schema.const)]);
  if (values !== undefined) return new Set(values.map(getKind));
  const types = type === undefined ? guessTypes(properties, items ?? prefixItems) : [type].flat();
  if (types === undefined) return new Set(everyKind);
  return new Set([...types.map(getTypeKind), ...(nullable === true ? (["null"] as const) : [])]);
}

/** Published documents often omit the type next to `properties` or `items`. */
function guessTypes(properties: unknown, items: unknown): string[] | undefined {
  if (properties !== undefined) return ["object"];
  return items === undefined ? undefined : ["array"];
}

function getTypeTextKinds(text: string): ReadonlySet<ValueKind> {
  if (text === "never") return new Set();
  if (!text.startsWith("(string & {})")) return new Set(everyKind);
  return new Set(text.endsWith("| null") ? ["primitive", "null"] : ["primitive"]);
}

function getTypeKind(type: string): ValueKind {
  return type === "array" || type === "object" || type === "null" ? type : "primitive";
}

function getKind(value: unknown): ValueKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "object" ? "object" : "primitive";
}
