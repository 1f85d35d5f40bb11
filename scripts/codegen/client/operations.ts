import type { Response } from "../../spec/openapi.ts";
import { getEventContent, isSuccess, getMainContent, type OperationInfo } from "../../spec/operations.ts";
import { getSchemaName } from "../../spec/refs.ts";
import { getDefaultURL } from "./servers.ts";
import { formatDocComment, formatKey, quote } from "./source.ts";

/** Generates `operations.gen.ts`: the facts about each operation that a layer above needs. */
export function generateOperationTable(
  operations: readonly OperationInfo[],
  names: ReadonlyMap<string, string>,
): string {
  const entries = operations.map((info) => {
    const fields = [
      `method: ${quote(info.method.toUpperCase())}`,
      `path: ${quote(info.path)}`,
      `streaming: ${[...info.responses].some(([status, { content }]) => isSuccess(status, info) && getEventContent(content))}`,
      ...(info.servers?.[0] === undefined ? [] : [`serverURL: ${quote(getDefaultURL(info.servers[0]))}`]),
      `errors: ${formatErrors(info, names)}`,
    ];
    const { summary } = info.operation;
    const comment = summary === undefined ? "" : formatDocComment([summary.trim()], 4);
    return `${comment}    ${formatKey(info.id)}: {\n${fields.map((field) => `        ${field},\n`).join("")}    },\n`;
  });
  const comment = formatDocComment([
    "Every operation: its method and path, whether it can respond with an event stream, and for each error status the",
    "name of the schema of its body in the types package (`null`: no body, or a schema without a name). `serverURL` is",
    "set when an operation has a server of its own.",
  ]);
  return `${comment}export const operations = {\n${entries.join("")}} as const;\n`;
}

function formatErrors(info: OperationInfo, names: ReadonlyMap<string, string>): string {
  const errors = [...info.responses]
    .filter(([status]) => !isSuccess(status, info))
    .map(([status, response]) => `            ${formatKey(status)}: ${formatBodyName(response, names)},\n`);
  return errors.length === 0 ? "{}" : `{\n${errors.join("")}        }`;
}

function formatBodyName({ content }: Response, names: ReadonlyMap<string, string>): string {
  const schema = getMainContent(content)?.[1].schema;
  if (typeof schema !== "object" || schema.$ref === undefined) return "null";
  const name = names.get(getSchemaName(schema.$ref) ?? "");
  return name === undefined ? "null" : quote(name);
}
