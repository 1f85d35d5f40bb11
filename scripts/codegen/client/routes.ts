import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { formatOperation, type OperationInfo } from "../../spec/operations.ts";
import { getResponseFields } from "../../spec/response-fields.ts";
import { isConstantName } from "../../spec/type-names.ts";
import { createRouteOptions, type RouteOptions, type Serializer } from "./route-options.ts";
import { formatDocComment, quote } from "./source.ts";

/** An operation, and what a call of it needs. */
export interface Route {
  readonly info: OperationInfo;
  readonly options: RouteOptions;
}

export function listRoutes(document: OpenAPIDocument, operations: readonly OperationInfo[]): Route[] {
  return operations.map((info) => ({ info, options: createRouteOptions(document, info) }));
}

/**
 * Generates `routes.gen.ts`: what a call of each operation needs to know. Each is a constant of its own, so that a
 * bundle contains only those that it uses. An operation whose id cannot name a constant has none.
 */
export function generateRoutes(document: OpenAPIDocument, routes: readonly Route[]): string {
  const named = routes.filter(({ info }) => isNamedRoute(info));
  if (named.length === 0) return "export {};\n";
  const imports = formatSerializerImport(new Set(named.flatMap(({ options }) => options.serializers)));
  const constants = named.map(({ info, options }) => generateRoute(document, info, options.fields));
  return `${imports}${imports === "" ? "" : "\n"}${constants.join("\n")}`;
}

/** Returns whether the id of an operation can name a constant next to the imports of the module. */
export function isNamedRoute({ id }: OperationInfo): boolean {
  return isConstantName(id) && id !== "Values" && !/^serialize(?:Query|Path|Headers|Cookies|Form)$/.test(id);
}

/** Formats the import of functions from `serialize.gen.ts`. */
export function formatSerializerImport(serializers: ReadonlySet<Serializer>): string {
  if (serializers.size === 0) return "";
  return `import { ${[...serializers].toSorted().join(", ")}, type Values } from "./serialize.gen.ts";\n`;
}

function generateRoute(document: OpenAPIDocument, info: OperationInfo, options: readonly string[]): string {
  const responseFields = getResponseFields(document, info);
  const fields = [
    `method: ${quote(info.method)}`,
    `path: ${quote(info.path)}`,
    ...(responseFields === undefined ? [] : [`responseFields: [${responseFields.map(quote).join(", ")}]`]),
    ...options,
  ];
  const lines = fields.map((field) => `    ${field},\n`).join("");
  return `${formatDocComment([`\`${formatOperation(info)}\``])}export const ${info.id} = {\n${lines}} as const;\n`;
}
