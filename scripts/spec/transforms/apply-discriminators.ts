import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../openapi.ts";
import { resolveSchema, getSchemaName, toSchemaRef } from "../refs.ts";

/** Property → the values that identify this schema. */
type Values = Map<string, Set<string>>;

/**
 * Writes discriminators into the schemas that they distinguish, as a constant of the property, so that TypeScript
 * narrows the union. A schema that sets the property to constants keeps those.
 */
export function applyDiscriminators(document: OpenAPIDocument): void {
  const schemas = document.components?.schemas ?? {};
  const found = new Map<string, Values>();
  const add = ($ref: string, property: string, value: string): void => {
    const name = getSchemaName($ref);
    if (name === undefined) return;
    const values = found.get(name) ?? new Map<string, Set<string>>();
    found.set(name, values.set(property, (values.get(property) ?? new Set()).add(value)));
  };
  /** Adds the mapped values, or the schema's own name without a mapping. */
  const addAll = ({ discriminator }: SchemaObject, $ref: string): void => {
    if (discriminator === undefined) return;
    const mapped = Object.entries(discriminator.mapping ?? {}).filter(
      ([, target]) => getSchemaName(target) === getSchemaName($ref),
    );
    const values = mapped.length > 0 ? mapped.map(([value]) => value) : [getSchemaName($ref) ?? ""];
    for (const value of values) add($ref, discriminator.propertyName, value);
  };

  let hasDiscriminators = false;
  mapSchemas(document, (schema) => {
    if (typeof schema === "object" && schema.discriminator !== undefined) {
      hasDiscriminators = true;
      for (const member of schema.oneOf ?? schema.anyOf ?? []) {
        if (typeof member === "object" && member.$ref !== undefined) addAll(schema, member.$ref);
      }
    }
    return schema;
  });
  if (!hasDiscriminators) return;
  for (const [name, schema] of Object.entries(schemas)) {
    for (const parent of (typeof schema === "object" && schema.allOf) || []) {
      if (typeof parent === "object" && parent.$ref !== undefined) {
        addAll(resolveSchema(document, parent), toSchemaRef(name));
      }
    }
  }
  for (const [name, values] of found) {
    for (const [property, set] of values) {
      schemas[name] = addConstant(document, schemas[name] ?? {}, property, [...set]);
    }
  }
  mapSchemas(document, (schema) => {
    if (typeof schema === "object") delete schema.discriminator;
    return schema;
  });
}

function addConstant(document: OpenAPIDocument, schema: Schema, property: string, values: string[]): Schema {
  if (typeof schema !== "object" || (schema.type !== "object" && !schema.properties && !schema.allOf)) return schema;
  const required = [...new Set([...(schema.required ?? []), property])];
  const own = findProperty(document, { ...schema, allOf: [] }, property);
  if (own !== undefined && hasConstant(own)) return { ...schema, required };
  const inherited = findProperty(document, schema, property);
  // If a parent lists other values, the intersection would be empty: the mapping must be wrong.
  if (inherited?.enum !== undefined && !values.every((value) => inherited.enum?.includes(value))) return schema;
  const { description } = inherited ?? {};
  const value: SchemaObject = { ...(description === undefined ? {} : { description }), enum: values };
  if (schema.allOf === undefined) {
    return { ...schema, required, properties: { ...schema.properties, [property]: value } };
  }
  const part: SchemaObject = { type: "object", required: [property], properties: { [property]: value } };
  return { ...schema, allOf: [...schema.allOf, part] };
}

function findProperty(document: OpenAPIDocument, schema: SchemaObject, name: string): SchemaObject | undefined {
  const found = schema.properties?.[name];
  if (found !== undefined) return resolveSchema(document, found);
  for (const parent of schema.allOf ?? []) {
    const inherited = findProperty(document, resolveSchema(document, parent), name);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function hasConstant(schema: SchemaObject): boolean {
  return "const" in schema || schema.enum !== undefined || schema["x-ts-type"] !== undefined;
}
