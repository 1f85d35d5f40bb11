import ts from "typescript";
import { transformSchemaObject, type GlobalContext, type SchemaObject as OpenAPITSSchema } from "openapi-typescript";
import { parseType } from "../../lib/typescript.ts";
import type { OpenAPIDocument, Schema, SchemaObject } from "../../spec/openapi.ts";
import { resolve } from "../../spec/refs.ts";

/** openapi-typescript, set up for one document. */
export interface TypeWriter {
  /** For openapi-typescript's own functions. */
  readonly context: GlobalContext;
  /** The type of a schema; `path` is its place, as a JSON pointer: it decides whether arrays are readonly. */
  write(schema: Schema, path: string): ts.TypeNode;
  /** The schema from which a property was made: its documentation. */
  schemaOf(property: ts.Node): SchemaObject | undefined;
}

export function createTypeWriter(document: OpenAPIDocument, inputs: ReadonlySet<string>): TypeWriter {
  const schemas = new WeakMap<ts.Node, SchemaObject>();
  const context: GlobalContext = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A default says what the server does without the field; it does not make the field required.
    defaultNonNullable: false,
    // They are in the schemas already (applyDiscriminators).
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
    redoc: {} as GlobalContext["redoc"], // Read by nothing after loading.
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    resolve: ($ref) => resolve(document, { $ref }) as never,
    transform: (schema, options) => ownType(schema as SchemaObject, (item) => write(item, options.path ?? "")),
    postTransform: (type, { path = "" }) => (isInput(path, inputs) ? readonlyArray(type) : undefined),
    transformProperty: (property, schema) => {
      schemas.set(property, schema as SchemaObject);
      return property;
    },
  };
  const write = (schema: Schema, path: string): ts.TypeNode =>
    transformSchemaObject(schema as OpenAPITSSchema, { path, ctx: context });
  return { context, write, schemaOf: (property) => schemas.get(property) };
}

function ownType(schema: SchemaObject, write: (schema: Schema) => ts.TypeNode): ts.TypeNode | undefined {
  const { "x-ts-type": text, type, prefixItems, items } = schema;
  if (text !== undefined) {
    const node = parseType(text);
    // In brackets: openapi-typescript takes an array as `items` for the array itself.
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

function readonlyArray(type: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isArrayTypeNode(type) && !ts.isTupleTypeNode(type)) return undefined;
  return ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, type);
}
