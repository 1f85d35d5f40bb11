import ts from "typescript";
import {
  transformComponentsObject,
  transformPathItemObject,
  transformPathsObject,
  type ComponentsObject,
  type PathItemObject,
  type PathsObject,
} from "openapi-typescript";
import { parseStatement } from "../../lib/typescript.ts";
import { collectInputSchemas } from "../../spec/input-schemas.ts";
import type { LoadedSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { resolveRef, toSchemaRef } from "../../spec/refs.ts";
import { escapePercent } from "../../spec/transforms/escape-percent.ts";
import { assignTypeNames } from "../../spec/type-names.ts";
import { createFinisher } from "./finish-types.ts";
import { createOperationTable } from "./operation-table.ts";
import { formatSchemaComment, setComment } from "./schema-comment.ts";
import { createExport, formatTypeImport, printModule, createProperty, unwrapParentheses } from "./ts-nodes.ts";
import { createTypeWriter, type TypeWriter } from "./type-writer.ts";

/**
 * Generates the sources of the types package.
 *
 * @param spec a document that has been normalized
 * @returns file name → text
 */
export function generateTypes(spec: LoadedSpec): Map<string, string> {
  const document = spec.hasPercent ? escapePercent(spec.document) : spec.document;
  const schemas = document.components?.schemas ?? {};
  const names = assignTypeNames(Object.keys(schemas));
  const inputs = collectInputSchemas(document);
  const operations = generateOperations(document, createTypeWriter(document, inputs), names);
  return new Map([
    ["schemas.gen.ts", generateSchemas(document, createTypeWriter(document, inputs), names)],
    ["operations.gen.ts", operations.text],
    [
      "index.gen.ts",
      `export type * from "./schemas.gen.ts";\nexport type { ${operations.exports.join(", ")} } from "./operations.gen.ts";\n`,
    ],
  ]);
}

function generateSchemas(document: OpenAPIDocument, writer: TypeWriter, names: ReadonlyMap<string, string>): string {
  const finish = createFinisher(writer, names);
  const statements = Object.entries(document.components?.schemas ?? {}).map(([key, schema]) => {
    const type = unwrapParentheses(finish(writer.write(schema, toSchemaRef(key))));
    const statement = createExport(names.get(key) ?? key, type);
    if (typeof schema === "object") setComment(statement, formatSchemaComment(schema, key));
    return statement;
  });
  return printModule([...statements, ...createHelpers(writer)]);
}

interface Module {
  readonly text: string;
  readonly exports: readonly string[];
}

/** Generates the tables that openapi-fetch reads (`paths`, `operations`, `components`), and `Operations` for users. */
function generateOperations(document: OpenAPIDocument, writer: TypeWriter, names: ReadonlyMap<string, string>): Module {
  const { schemas = {}, ...components } = document.components ?? {};
  const finish = createFinisher(writer, names);
  const paths = getMembers(transformPathsObject((document.paths ?? {}) as PathsObject, writer.context));
  const webhooks = Object.entries(document.webhooks ?? {}).map(([name, item]) => {
    const options = { path: "#/webhooks", ctx: writer.context };
    return createProperty(
      name,
      transformPathItemObject(resolveRef(document, item as { $ref: string }) as PathItemObject, options),
    );
  });
  const schemaTable = Object.keys(schemas).map((key) =>
    createProperty(key, ts.factory.createTypeReferenceNode(names.get(key) ?? key)),
  );
  const [componentTable] = transformComponentsObject(components as ComponentsObject, writer.context);
  const rest = getMembers(componentTable).filter(({ name }) => name !== undefined && !isNamed(name, "schemas"));
  const tables: [string, readonly ts.TypeElement[]][] = [
    ["Operations", createOperationTable(document, writer)],
    ["paths", paths],
    ["operations", getOperationMembers(writer)],
    ...(webhooks.length === 0 ? [] : [["webhooks", webhooks] as [string, ts.TypeElement[]]]),
    ["components", [createProperty("schemas", ts.factory.createTypeLiteralNode(schemaTable)), ...rest]],
  ];
  const statements = tables.map(([name, elements]) =>
    finish(createExport(name, ts.factory.createTypeLiteralNode(elements))),
  );
  const imports = formatTypeImport("./schemas.gen.ts", [...names.values()].toSorted());
  return {
    text: imports + printModule([...statements, ...createHelpers(writer)]),
    exports: tables.map(([name]) => name),
  };
}

/** Returns the operations that openapi-typescript has visited; it collects them in an interface of the footer. */
function getOperationMembers({ context }: TypeWriter): readonly ts.TypeElement[] {
  return context.injectFooter.find(ts.isInterfaceDeclaration)?.members ?? [];
}

/**
 * Declares `WithRequired` if openapi-typescript used it. Its own version keeps the `undefined` that is added here, and a
 * union with null would have no fields to require.
 */
function createHelpers({ context }: TypeWriter): ts.Statement[] {
  if (!context.injectFooter.some(ts.isTypeAliasDeclaration)) return [];
  return [
    parseStatement(
      "type WithRequired<T, K extends PropertyKey> = T extends object ? T & { [P in K & keyof T]-?: Exclude<T[P], undefined> } : T;",
    ),
  ];
}

function getMembers(node: ts.Node | undefined): readonly ts.TypeElement[] {
  return node !== undefined && ts.isTypeLiteralNode(node) ? node.members : [];
}

function isNamed(name: ts.PropertyName, text: string): boolean {
  return ts.isIdentifier(name) && name.text === text;
}
