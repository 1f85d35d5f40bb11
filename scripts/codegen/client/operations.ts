import type { OpenAPIDocument, Response } from "../../spec/openapi.ts";
import { eventContent, isSuccess, listOperations, mainContent, type OperationInfo } from "../../spec/operations.ts";
import { schemaName } from "../../spec/refs.ts";
import { defaultURL } from "./servers.ts";
import { docComment, key, text } from "./source.ts";

/** The source of `operations.gen.ts`: what a layer above needs to know of each operation. */
export function operationsSource(document: OpenAPIDocument, names: ReadonlyMap<string, string>): string {
  const entries = listOperations(document).map((info) => {
    const fields = [
      `method: ${text(info.method.toUpperCase())}`,
      `path: ${text(info.path)}`,
      `streaming: ${[...info.responses].some(([status, { content }]) => isSuccess(status, info) && eventContent(content))}`,
      ...(info.servers?.[0] === undefined ? [] : [`serverURL: ${text(defaultURL(info.servers[0]))}`]),
      `errors: ${errorsLiteral(info, names)}`,
    ];
    const { summary } = info.operation;
    const comment = summary === undefined ? "" : docComment([summary.trim()], 4);
    return `${comment}    ${key(info.id)}: {\n${fields.map((field) => `        ${field},\n`).join("")}    },\n`;
  });
  const comment = docComment([
    "Every operation: its method and path, whether it can answer with an event stream, and for each status that",
    "is an error the name of the schema of its body in the types package (`null`: none, or one without a name).",
    "`serverURL` is there when an operation is not served where the others are.",
  ]);
  return `${comment}export const operations = {\n${entries.join("")}} as const;\n`;
}

function errorsLiteral(info: OperationInfo, names: ReadonlyMap<string, string>): string {
  const errors = [...info.responses]
    .filter(([status]) => !isSuccess(status, info))
    .map(([status, response]) => `            ${key(status)}: ${bodyName(response, names)},\n`);
  return errors.length === 0 ? "{}" : `{\n${errors.join("")}        }`;
}

function bodyName({ content }: Response, names: ReadonlyMap<string, string>): string {
  const schema = mainContent(content)?.[1].schema;
  if (typeof schema !== "object" || schema.$ref === undefined) return "null";
  const name = names.get(schemaName(schema.$ref) ?? "");
  return name === undefined ? "null" : text(name);
}
