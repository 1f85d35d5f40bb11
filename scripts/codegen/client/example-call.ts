import type { OpenAPIDocument, Parameter, PathItem } from "../../spec/openapi.ts";
import { listOperations } from "../../spec/operations.ts";
import { resolve } from "../../spec/refs.ts";
import { key } from "./source.ts";

/** A call of the document's first operation, for a doc comment. */
export function exampleCall(document: OpenAPIDocument, hasKey: boolean): string[] {
  const [info] = listOperations(document);
  if (info === undefined) return [];
  const item: PathItem = document.paths?.[info.path] ?? {};
  const parameters = [...(item.parameters ?? []), ...(info.operation.parameters ?? [])]
    .map((parameter) => resolve<Parameter>(document, parameter))
    .filter((parameter) => parameter.in === "path")
    .map((parameter) => key(parameter.name ?? ""));
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
