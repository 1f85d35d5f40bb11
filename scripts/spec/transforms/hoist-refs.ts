import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, SchemaObject } from "../openapi.ts";
import { isObject } from "../../lib/objects.ts";
import { lookUp, pointerSegments, schemaName, schemaRef } from "../refs.ts";
import { freeName, identifier } from "../type-names.ts";

/**
 * A `$ref` may point into the middle of a schema (`#/components/schemas/Pet/properties/owner`, `…/allOf/0`).
 * TypeScript can't name every such place, so what stands there becomes a component of its own.
 */
export function hoistReferences(document: OpenAPIDocument): void {
  const schemas = ((document.components ??= {}).schemas ??= {});
  const taken = new Set(Object.keys(schemas));
  const hoisted = new Map<object, string>();

  const hoist = ($ref: string): string => {
    const target = lookUp(document, $ref);
    if (!isObject(target)) return $ref;
    let name = hoisted.get(target);
    if (name === undefined) {
      name = freeName(nameOf($ref), taken);
      hoisted.set(target, name);
    }
    return schemaRef(name);
  };
  mapSchemas(document, (schema) => {
    if (typeof schema === "object" && schema.$ref !== undefined && schemaName(schema.$ref) === undefined) {
      schema.$ref = hoist(schema.$ref);
    }
    return schema;
  });
  if (hoisted.size === 0) return;
  mapSchemas(document, (schema) => {
    const name = typeof schema === "object" ? hoisted.get(schema) : undefined;
    return name === undefined ? schema : { $ref: schemaRef(name) };
  });
  for (const [target, name] of hoisted) schemas[name] = target as SchemaObject;
}

const structure = new Set(["components", "schemas", "properties", "schema", "content", "paths", "$defs"]);

/** `#/components/schemas/Pet/properties/owner` → `PetOwner`. */
function nameOf($ref: string): string {
  return identifier(
    pointerSegments($ref)
      .filter((segment) => !structure.has(segment))
      .join("-"),
  );
}
