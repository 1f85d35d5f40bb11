import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { formatOperation, listOperations, type OperationInfo } from "../../spec/operations.ts";
import { getResponseFields } from "../../spec/response-fields.ts";
import { isConstantName } from "../../spec/type-names.ts";
import { formatDocComment, quote } from "./source.ts";

/**
 * Generates `routes.gen.ts`: what a call of each operation needs to know. Each is a constant of its own, so that a
 * bundle contains only those that it uses. An operation whose id cannot name a constant has none.
 */
export function generateRoutes(document: OpenAPIDocument): string {
  const routes = listOperations(document).flatMap((info) =>
    isConstantName(info.id) ? [generateRoute(document, info)] : [],
  );
  return routes.length === 0 ? "export {};\n" : routes.join("\n");
}

function generateRoute(document: OpenAPIDocument, info: OperationInfo): string {
  const fields = [`method: ${quote(info.method)}`, `path: ${quote(info.path)}`];
  const responseFields = getResponseFields(document, info);
  if (responseFields !== undefined) fields.push(`responseFields: [${responseFields.map(quote).join(", ")}]`);
  const lines = fields.map((field) => `    ${field},\n`).join("");
  return `${formatDocComment([`\`${formatOperation(info)}\``])}export const ${info.id} = {\n${lines}} as const;\n`;
}
