import ts from "typescript";
import { transformSchemaObject, type GlobalContext, type SchemaObject as OpenAPITSSchema } from "openapi-typescript";
import { parseType } from "../../lib/typescript.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../../spec/openapi.ts";
import { collectProperties } from "../../spec/inherited-properties.ts";
import { getSchemaName, resolveRef } from "../../spec/refs.ts";

/** openapi-typescript, configured for one document. */
export interface TypeWriter {
  /** The context that the functions of openapi-typescript take. */
  readonly context: GlobalContext;
  /**
   * Returns the type of a schema.
   *
   * @param path the schema's JSON pointer, which decides whether arrays are readonly
   */
  write(schema: Schema, path: string): ts.TypeNode;
  /** Returns the schema that a property was created from. */
  getSchema(property: ts.Node): SchemaObject | undefined;
}

export function createTypeWriter(document: OpenAPIDocument, inputs: ReadonlySet<string>): TypeWriter {
  const schemas = new WeakMap<ts.Node, SchemaObject>();
  const targets = new Map<string, unknown>();
  /** openapi-typescript resolves the `$ref` of each parameter six times. */
  const resolve = ($ref: string): unknown => {
    const target = targets.get($ref) ?? resolveWithProperties(document, $ref);
    targets.set($ref, target);
    return target;
  };
  const context: GlobalContext = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A default describes what the server assumes without the field; it does not make the field required.
    defaultNonNullable: false,
    // `applyDiscriminators` has written them into the schemas.
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: true,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    redoc: {} as GlobalContext["redoc"], // Not read after loading.
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    resolve: ($ref) => resolve($ref) as never,
    transform: (schema, { path = "" }) => {
      const type = writeCustomType(schema as SchemaObject, (item) => write(item, path));
      return type !== undefined && isInput(path, inputs) ? (toReadonlyTuple(type) ?? type) : type;
    },
    postTransform: (type, { path = "" }) => (isInput(path, inputs) ? toReadonlyArray(type) : undefined),
    transformProperty: (property, schema) => {
      schemas.set(property, schema as SchemaObject);
      return property;
    },
  };
  const write = (schema: Schema, path: string): ts.TypeNode =>
    transformSchemaObject(schema as OpenAPITSSchema, { path, ctx: context });
  return { context, write, getSchema: (property) => schemas.get(property) };
}

/**
 * Resolves a `$ref`; a schema gets the properties that it inherits: openapi-typescript looks there for the fields that a
 * member of an `allOf` requires of another.
 */
function resolveWithProperties(document: OpenAPIDocument, $ref: string): unknown {
  const node = resolveRef<object>(document, { $ref });
  return getSchemaName($ref) === undefined ? node : { ...node, properties: collectProperties(document, { $ref }) };
}

function writeCustomType(schema: SchemaObject, write: (schema: Schema) => ts.TypeNode): ts.TypeNode | undefined {
  const { "x-ts-type": text, type, prefixItems, items } = schema;
  if (text !== undefined) {
    const node = parseType(text);
    // In parentheses: openapi-typescript mistakes an array in `items` for the array itself.
    return node === undefined ? undefined : ts.factory.createParenthesizedType(node);
  }
  if (type !== "array" || prefixItems === undefined || items === undefined || items === false) return undefined;
  const rest = ts.factory.createRestTypeNode(ts.factory.createArrayTypeNode(write(items as Schema)));
  return ts.factory.createTupleTypeNode([...prefixItems.map(write), rest]);
}

function isInput(path: string, inputs: ReadonlySet<string>): boolean {
  const [, name] = /^#\/components\/schemas\/([^/]+)/.exec(path) ?? [];
  if (name !== undefined) return inputs.has(name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return /^#\/(?:components\/(?:parameters|requestBodies)|(?:paths|components\/pathItems)\/[^/]+\/(?:[a-z]+\/)?(?:parameters|requestBody))\//.test(
    path,
  );
}

function toReadonlyTuple(type: ts.TypeNode): ts.TypeNode | undefined {
  return ts.isTupleTypeNode(type) ? toReadonlyArray(type) : undefined;
}

function toReadonlyArray(type: ts.TypeNode): ts.TypeNode | undefined {
  // 3.0 writes `nullable`, which makes a union of the array.
  if (ts.isUnionTypeNode(type)) {
    const members = type.types.map((member) => toReadonlyArray(member) ?? member);
    return members.some((member, index) => member !== type.types[index])
      ? ts.factory.createUnionTypeNode(members)
      : undefined;
  }
  if (!ts.isArrayTypeNode(type) && !ts.isTupleTypeNode(type)) return undefined;
  return ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, type);
}
