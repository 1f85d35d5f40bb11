import ts from "typescript";
import { isJSON, listOperations, type OperationInfo } from "../load/operations.ts";
import { resolve } from "../load/resolve.ts";
import type { OpenAPIDocument, Parameter } from "../load/openapi.ts";
import { docComment, saidOf, withLinks } from "./doc-comment.ts";
import { membersOf, type Member } from "./members.ts";
import { cell, mark, table } from "./table.ts";
import { code, typeText, type PageContext } from "./type-text.ts";
import { declarationOf, type Declaration } from "./declarations.ts";

/** The operation that the page is about. */
const operationId = "createChatCompletion";

type Header = Parameter & { readonly description?: string; readonly example?: unknown };

/** The values of pages/chat.md: what the document says of the operation, and the SDK of its method. */
export function chatValues(document: OpenAPIDocument, page: PageContext): Record<string, string> {
  const info = operationOf(document);
  const chat = declarationOf(page.declarations, "Chat");
  const { operation, method, path, responses } = info;
  const answered = [...responses.values()].flatMap(({ headers }) => Object.entries(headers ?? {}));
  return {
    overview: saidOf(chat, page),
    summary: summaryOf(document),
    description: operation.description ?? "",
    operationId,
    method,
    path,
    parameters: parameterTable(chat, page),
    errors: errorTable(info),
    thrown: thrownTable(chat, page),
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

/** The method as it is implemented, behind its overloads. */
function methodOf({ node }: Declaration): { first: ts.MethodDeclaration; implementation: ts.MethodDeclaration } {
  const methods = ts.isClassDeclaration(node) ? node.members.filter(ts.isMethodDeclaration) : [];
  const [first] = methods;
  const implementation = methods.find(({ body }) => body !== undefined);
  if (first === undefined || implementation === undefined) throw new Error("The class Chat has no method");
  return { first, implementation };
}

function parameterTable(chat: Declaration, page: PageContext): string {
  const { first, implementation } = methodOf(chat);
  const said = docComment(first).tags.get("param") ?? [];
  const options = declarationOf(page.declarations, "RequestOptions");
  const rows = implementation.parameters.map(({ name, type, questionToken }) => {
    const identifier = name.getText();
    const isOptions = type?.getText() === "RequestOptions";
    const own = said.find((text) => text.startsWith(`${identifier} `))?.slice(identifier.length + 1) ?? "";
    const text = isOptions
      ? saidOf(options, page)
      : withLinks(
          own.replace(/^./, (letter) => letter.toUpperCase()),
          chat.scope,
          page,
        );
    const shown = isOptions || type === undefined ? "RequestOptions" : typeText(type, chat, page);
    return [code(identifier), shown, mark(questionToken === undefined), text];
  });
  const all = membersOf(options, page);
  const fields = [...all.filter(isFirst), ...all.filter((member) => !isFirst(member))].map(
    ({ name, type, isRequired, description }) => [code(`options.${name}`), type, mark(isRequired), description],
  );
  return table(
    ["Parameter", "Type", "Required", "Description"],
    [...rows, ...fields].map((row) => row.map(cell)),
  );
}

/** The order in which users of generated SDKs know them. */
function isFirst({ name }: Member): boolean {
  return name === "fetchOptions" || name === "retries";
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

/** What the method throws, in the words of its comment. */
function thrownTable(chat: Declaration, page: PageContext): string {
  const rows = (docComment(methodOf(chat).first).tags.get("throws") ?? []).map((text) => {
    const [, name = "", when = ""] = /^(\{@link [^}]*\})\s+([^]*)$/.exec(text) ?? [];
    return [name, when].map((part) => cell(withLinks(part, chat.scope, page)));
  });
  return table(["Error", "When"], rows);
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
      [code(name), cell(description), example === undefined ? "" : code(String(example))],
    ]),
  );
  return table(["Header", "Description", "Example"], [...rows.values()]);
}
