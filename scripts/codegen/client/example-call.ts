import type { OpenAPIDocument, Parameter, PathItem } from "../../spec/openapi.ts";
import type { OperationInfo } from "../../spec/operations.ts";
import { resolveRef } from "../../spec/refs.ts";
import { formatKey } from "./source.ts";

/** Formats a call of an operation, for a doc comment. */
export function formatExampleCall(document: OpenAPIDocument, info: OperationInfo, hasKey: boolean): string[] {
  const item: PathItem = document.paths?.[info.path] ?? {};
  const parameters = [...(item.parameters ?? []), ...(info.operation.parameters ?? [])]
    .map((parameter) => resolveRef<Parameter>(document, parameter))
    .filter((parameter) => parameter.in === "path")
    .map((parameter) => formatKey(parameter.name ?? ""));
  const init = [
    ...(parameters.length === 0 ? [] : [`params: { path: { ${[...new Set(parameters)].join(", ")} } }`]),
    ...(info.requestBody === undefined ? [] : ["body"]),
  ];
  const path = JSON.stringify(info.path).replaceAll("*/", "*\\/");
  const call = `client.${info.method.toUpperCase()}(${path}${init.length === 0 ? "" : `, { ${init.join(", ")} }`})`;
  return [
    "@example",
    "```ts",
    `const client = createClient(${hasKey ? "{ apiKey }" : ""});`,
    `const { data, error, response } = await ${call};`,
    "```",
  ];
}
