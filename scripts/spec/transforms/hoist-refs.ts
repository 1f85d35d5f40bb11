import { mapSchemas } from "../map-schemas.ts";
import type { OpenAPIDocument, SchemaObject } from "../openapi.ts";
import { isObject } from "../../lib/objects.ts";
import { lookUpPointer, parsePointer, getSchemaName, toSchemaRef } from "../refs.ts";
import { reserveName, toIdentifier } from "../type-names.ts";

/**
 * Moves the targets of `$ref`s that point into a schema (`#/components/schemas/Pet/properties/owner`, `…/allOf/0`) to
 * components: TypeScript cannot name every such target.
 */
export function hoistRefs(document: OpenAPIDocument): void {
  const schemas = ((document.components ??= {}).schemas ??= {});
  const usedNames = new Set(Object.keys(schemas));
  const hoisted = new Map<object, string>();

  const hoist = ($ref: string): string => {
    const target = lookUpPointer(document, $ref);
    if (!isObject(target)) return $ref;
    let name = hoisted.get(target);
    if (name === undefined) {
      name = reserveName(toComponentName($ref), usedNames);
      hoisted.set(target, name);
    }
    return toSchemaRef(name);
  };
  mapSchemas(document, (schema) => {
    if (typeof schema === "object" && schema.$ref !== undefined && getSchemaName(schema.$ref) === undefined) {
      schema.$ref = hoist(schema.$ref);
    }
    return schema;
  });
  if (hoisted.size === 0) return;
  mapSchemas(document, (schema) => {
    const name = typeof schema === "object" ? hoisted.get(schema) : undefined;
    return name === undefined ? schema : { $ref: toSchemaRef(name) };
  });
  for (const [target, name] of hoisted) schemas[name] = target as SchemaObject;
}

const structuralSegments = new Set(["components", "schemas", "properties", "schema", "content", "paths", "$defs"]);

/** `#/components/schemas/Pet/properties/owner` → `PetOwner`. */
function toComponentName($ref: string): string {
  return toIdentifier(
    parsePointer($ref)
      .filter((segment) => !structuralSegments.has(segment))
      .join("-"),
  );
}
