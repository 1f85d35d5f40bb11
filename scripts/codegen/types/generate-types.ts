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
import { inputSchemas } from "../../spec/input-schemas.ts";
import type { LoadedSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { resolve, schemaRef } from "../../spec/refs.ts";
import { hidePercent } from "../../spec/transforms/escape-percent.ts";
import { nameSchemas } from "../../spec/type-names.ts";
import { finishTypes } from "./finish-types.ts";
import { operationTable } from "./operation-table.ts";
import { documentSchema, setComment } from "./schema-comment.ts";
import { createExport, formatTypeImport, printModule, createProperty, unwrapParentheses } from "./ts-nodes.ts";
import { createTypeWriter, type TypeWriter } from "./type-writer.ts";

/** The sources of the types package: file name → text. The document has been normalised. */
export function generateTypes(spec: LoadedSpec): Map<string, string> {
  const document = spec.hasPercent ? hidePercent(spec.document) : spec.document;
  const schemas = document.components?.schemas ?? {};
  const names = nameSchemas(Object.keys(schemas));
  const inputs = inputSchemas(document);
  const operations = operationModule(document, createTypeWriter(document, inputs), names);
  return new Map([
    ["schemas.gen.ts", schemaModule(document, createTypeWriter(document, inputs), names)],
    ["operations.gen.ts", operations.text],
    [
      "index.gen.ts",
      `export type * from "./schemas.gen.ts";\nexport type { ${operations.exports.join(", ")} } from "./operations.gen.ts";\n`,
    ],
  ]);
}

function schemaModule(document: OpenAPIDocument, writer: TypeWriter, names: ReadonlyMap<string, string>): string {
  const finish = finishTypes(writer, names);
  const statements = Object.entries(document.components?.schemas ?? {}).map(([key, schema]) => {
    const type = unwrapParentheses(finish(writer.write(schema, schemaRef(key))));
    const statement = createExport(names.get(key) ?? key, type);
    if (typeof schema === "object") setComment(statement, documentSchema(schema, key));
    return statement;
  });
  return printModule([...statements, ...helpers(writer)]);
}

interface Module {
  readonly text: string;
  readonly exports: readonly string[];
}

/** What openapi-fetch reads (`paths`, `operations`, `components`), and `Operations` for people. */
function operationModule(document: OpenAPIDocument, writer: TypeWriter, names: ReadonlyMap<string, string>): Module {
  const { schemas = {}, ...components } = document.components ?? {};
  const finish = finishTypes(writer, names);
  const paths = members(transformPathsObject((document.paths ?? {}) as PathsObject, writer.context));
  const webhooks = Object.entries(document.webhooks ?? {}).map(([name, item]) => {
    const options = { path: "#/webhooks", ctx: writer.context };
    return createProperty(
      name,
      transformPathItemObject(resolve(document, item as { $ref: string }) as PathItemObject, options),
    );
  });
  const schemaTable = Object.keys(schemas).map((key) =>
    createProperty(key, ts.factory.createTypeReferenceNode(names.get(key) ?? key)),
  );
  const [componentTable] = transformComponentsObject(components as ComponentsObject, writer.context);
  const rest = members(componentTable).filter(({ name }) => name !== undefined && !isNamed(name, "schemas"));
  const tables: [string, readonly ts.TypeElement[]][] = [
    ["Operations", operationTable(document, writer)],
    ["paths", paths],
    ["operations", operationMembers(writer)],
    ...(webhooks.length === 0 ? [] : [["webhooks", webhooks] as [string, ts.TypeElement[]]]),
    ["components", [createProperty("schemas", ts.factory.createTypeLiteralNode(schemaTable)), ...rest]],
  ];
  const statements = tables.map(([name, elements]) =>
    finish(createExport(name, ts.factory.createTypeLiteralNode(elements))),
  );
  const imports = formatTypeImport("./schemas.gen.ts", [...names.values()].toSorted());
  return { text: imports + printModule([...statements, ...helpers(writer)]), exports: tables.map(([name]) => name) };
}

/** openapi-typescript leaves the operations that it has met on the way behind as an interface. */
function operationMembers({ context }: TypeWriter): readonly ts.TypeElement[] {
  return context.injectFooter.find(ts.isInterfaceDeclaration)?.members ?? [];
}

/** `WithRequired`, when openapi-typescript used it; its own keeps the `undefined` that we add. */
function helpers({ context }: TypeWriter): ts.Statement[] {
  if (!context.injectFooter.some(ts.isTypeAliasDeclaration)) return [];
  return [
    parseStatement(
      "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: Exclude<T[P], undefined> };",
    ),
  ];
}

function members(node: ts.Node | undefined): readonly ts.TypeElement[] {
  return node !== undefined && ts.isTypeLiteralNode(node) ? node.members : [];
}

function isNamed(name: ts.PropertyName, text: string): boolean {
  return ts.isIdentifier(name) && name.text === text;
}
