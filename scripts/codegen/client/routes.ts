import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { formatOperation, listOperations, type OperationInfo } from "../../spec/operations.ts";
import { getResponseFields } from "../../spec/response-fields.ts";
import { isConstantName } from "../../spec/type-names.ts";
import { createRouteOptions, type Serializer } from "./route-options.ts";
import { formatDocComment, quote } from "./source.ts";

/**
 * Generates `routes.gen.ts`: what a call of each operation needs to know. Each is a constant of its own, so that a
 * bundle contains only those that it uses. An operation whose id cannot name a constant has none.
 */
export function generateRoutes(document: OpenAPIDocument): string {
  const infos = listOperations(document).filter(isNamedRoute);
  if (infos.length === 0) return "export {};\n";
  const serializers = new Set<Serializer>();
  const routes = infos.map((info) => {
    const options = createRouteOptions(document, info);
    for (const serializer of options.serializers) serializers.add(serializer);
    return generateRoute(document, info, options.fields);
  });
  const imports = formatSerializerImport(serializers);
  return `${imports}${imports === "" ? "" : "\n"}${routes.join("\n")}`;
}

/** Returns whether the id of an operation can name a constant next to the imports of the module. */
export function isNamedRoute({ id }: OperationInfo): boolean {
  return isConstantName(id) && id !== "Values" && !/^serialize(?:Query|Path|Headers|Cookies)$/.test(id);
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
