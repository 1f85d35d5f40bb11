import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { OpenAPIDocument, Parameter } from "../../spec/openapi.ts";
import { isJSON, listOperations, type OperationInfo } from "../../spec/operations.ts";
import { resolve } from "../../spec/refs.ts";
import { declarationOf } from "./declarations.ts";
import { saidOf } from "./doc-comment.ts";
import { cell, table } from "./markdown.ts";
import { parameterTable } from "./parameter-table.ts";
import { thrownTable } from "./thrown-errors.ts";
import type { Declaration, PageContext } from "./types.ts";

/** The operation that the page is about. */
const operationId = "createChatCompletion";

type Header = Parameter & { readonly description?: string; readonly example?: unknown };

/** The values of pages/chat.md: what the document says of the operation, and the SDK of its method. */
export function chatValues(document: OpenAPIDocument, page: PageContext): Record<string, string> {
  const info = operationOf(document);
  const chat = declarationOf(page.declarations, "Chat");
  const method = methodOf(chat);
  const { operation, path, responses } = info;
  const answered = [...responses.values()].flatMap(({ headers }) => Object.entries(headers ?? {}));
  return {
    overview: saidOf(chat, page),
    summary: summaryOf(document),
    description: operation.description ?? "",
    operationId,
    method: info.method,
    path,
    parameters: parameterTable(method, chat, page),
    errors: errorTable(info),
    thrown: thrownTable(method, chat, page),
    statuses: statusTable(info),
    requestHeaders: headerTable((operation.parameters ?? []).map((given) => resolve<Header>(document, given))),
    responseHeaders: headerTable(
      answered.map(([name, given]) => Object.assign({}, resolve<Header>(document, given), { name })),
    ),
  };
}

export function summaryOf(document: OpenAPIDocument): string {
  return operationOf(document).operation.summary ?? "";
}

function operationOf(document: OpenAPIDocument): OperationInfo {
  const info = listOperations(document).find(({ id }) => id === operationId);
  if (info === undefined) throw new Error(`The document has no operation ${operationId}, which the SDK is made for`);
  return info;
}

function methodOf({ node }: Declaration): ts.MethodDeclaration {
  const method = ts.isClassDeclaration(node) ? node.members.find(ts.isMethodDeclaration) : undefined;
  if (method === undefined) throw new Error("The class Chat has no method");
  return method;
}

/** The statuses whose body is an error of the API, those of the caller and those of the server; then all others. */
function errorTable({ responses }: OperationInfo): string {
  const typed = [...responses]
    .filter(([, { content }]) => Object.keys(content ?? {}).some(isJSON))
    .map(([status]) => status);
  const rows = ["4", "5"].map((first) => typed.filter((status) => status.startsWith(first)).join(", "));
  return table(
    ["Error Type", "Status Code", "Content Type"],
    [
      ...rows
        .filter((statuses) => statuses !== "")
        .map((statuses) => ["errors.ChatCompletionError", statuses, "application/json"]),
      ["errors.OpenRouterDefaultError", "4XX, 5XX", "\\*/\\*"],
    ],
  );
}

function statusTable({ responses }: OperationInfo): string {
  const rows = [...responses].filter(([status]) => !status.startsWith("2"));
  return table(
    ["Status", "When"],
    rows.map(([status, { description = "" }]) => [status, cell(description)]),
  );
}

function headerTable(headers: readonly Header[]): string {
  const rows = new Map(
    headers.map(({ name = "", description = "", example }) => [
      name,
      [codeSpan(name), cell(description), example === undefined ? "" : codeSpan(String(example))],
    ]),
  );
  return table(["Header", "Description", "Example"], [...rows.values()]);
}
