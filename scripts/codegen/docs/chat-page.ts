import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { OpenAPIDocument, Parameter } from "../../spec/openapi.ts";
import { listOperations, type OperationInfo } from "../../spec/operations.ts";
import { isJSON } from "../../spec/media-types.ts";
import { resolveRef } from "../../spec/refs.ts";
import { getDeclaration } from "./declarations.ts";
import { formatDescription } from "./doc-comment.ts";
import { formatCell, formatTable } from "./markdown.ts";
import { formatParameterTable } from "./parameter-table.ts";
import { formatThrownTable } from "./thrown-errors.ts";
import type { Declaration, PageContext } from "./types.ts";

/** The operation of the page. */
const operationId = "createChatCompletion";

type Header = Parameter & { readonly description?: string; readonly example?: unknown };

/** Returns the values of pages/chat.md, from the operation in the document and the method in the SDK. */
export function getChatValues(document: OpenAPIDocument, page: PageContext): Record<string, string> {
  const info = getOperation(document);
  const chat = getDeclaration(page.declarations, "Chat");
  const method = getMethod(chat);
  const { operation, path, responses } = info;
  const responseHeaders = [...responses.values()].flatMap(({ headers }) => Object.entries(headers ?? {}));
  return {
    overview: formatDescription(chat, page),
    summary: getSummary(document),
    description: operation.description ?? "",
    operationId,
    method: info.method,
    path,
    parameters: formatParameterTable(method, chat, page),
    errors: formatErrorTable(info),
    thrown: formatThrownTable(method, chat, page),
    statuses: formatStatusTable(info),
    requestHeaders: formatHeaderTable((operation.parameters ?? []).map((given) => resolveRef<Header>(document, given))),
    responseHeaders: formatHeaderTable(
      responseHeaders.map(([name, given]) => Object.assign({}, resolveRef<Header>(document, given), { name })),
    ),
  };
}

export function getSummary(document: OpenAPIDocument): string {
  return getOperation(document).operation.summary ?? "";
}

function getOperation(document: OpenAPIDocument): OperationInfo {
  const info = listOperations(document).find(({ id }) => id === operationId);
  if (info === undefined) throw new Error(`The document must have the operation ${operationId}`);
  return info;
}

function getMethod({ node }: Declaration): ts.MethodDeclaration {
  const method = ts.isClassDeclaration(node) ? node.members.find(ts.isMethodDeclaration) : undefined;
  if (method === undefined) throw new Error("The class Chat must have a method");
  return method;
}

/** Formats the statuses with a typed error body, first 4XX, then 5XX; then all others. */
function formatErrorTable({ responses }: OperationInfo): string {
  const typed = [...responses]
    .filter(([, { content }]) => Object.keys(content ?? {}).some(isJSON))
    .map(([status]) => status);
  const rows = ["4", "5"].map((first) => typed.filter((status) => status.startsWith(first)).join(", "));
  return formatTable(
    ["Error Type", "Status Code", "Content Type"],
    [
      ...rows
        .filter((statuses) => statuses !== "")
        .map((statuses) => ["errors.ChatCompletionError", statuses, "application/json"]),
      ["errors.OpenRouterDefaultError", "4XX, 5XX", "\\*/\\*"],
    ],
  );
}

function formatStatusTable({ responses }: OperationInfo): string {
  const rows = [...responses].filter(([status]) => !status.startsWith("2"));
  return formatTable(
    ["Status", "When"],
    rows.map(([status, { description = "" }]) => [status, formatCell(description)]),
  );
}

function formatHeaderTable(headers: readonly Header[]): string {
  const rows = new Map(
    headers.map(({ name = "", description = "", example }) => [
      name,
      [codeSpan(name), formatCell(description), example === undefined ? "" : codeSpan(String(example))],
    ]),
  );
  return formatTable(["Header", "Description", "Example"], [...rows.values()]);
}
