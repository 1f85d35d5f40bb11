import { existsSync } from "node:fs";
import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { OpenAPIDocument, Parameter } from "../../spec/openapi.ts";
import { isJSON } from "../../spec/media-types.ts";
import type { OperationInfo } from "../../spec/operations.ts";
import { resolveRef } from "../../spec/refs.ts";
import { formatDescription } from "./doc-comment.ts";
import { getExampleRequest } from "./example-request.ts";
import { formatCell, formatTable } from "./markdown.ts";
import { formatParameterTable } from "./parameter-table.ts";
import type { Resource, ResourceMethod } from "./resources.ts";
import { getSignatures } from "./signatures.ts";
import { fillTemplate, getTemplatePath } from "./template.ts";
import { formatThrownTable, listThrownNames } from "./thrown-errors.ts";
import { formatType } from "./type-text.ts";
import type { PageContext } from "./types.ts";
import { formatLiteral } from "./usage.ts";

type Header = Parameter & { readonly description?: string };

/** Formats the page of a namespace: its operations, from the document, the methods and the functions of the SDK. */
export function formatResourcePage(resource: Resource, document: OpenAPIDocument, page: PageContext): string {
  const { namespace, declaration, methods } = resource;
  const sections = methods.map((method) => formatOperation(method, resource, document, page));
  const values = {
    title: declaration.name,
    namespace,
    overview: formatDescription(declaration, page),
    operations: methods.map(({ name, info }) => `* [${name}](#${name}) - ${info.operation.summary ?? ""}`).join("\n"),
    sections: sections.join("\n\n"),
  };
  return fillTemplate("resource.md", values, page);
}

/** Formats the list of all operations, for the page of the client. */
export function formatOperationList(resources: readonly Resource[], page: PageContext): string {
  const lines = resources.flatMap(({ namespace, declaration, methods }) =>
    methods.map(({ name, info }) => {
      return `* [${namespace}.${name}](${page.link(declaration.name)}#${name}) - ${info.operation.summary ?? ""}`;
    }),
  );
  return lines.join("\n");
}

function formatOperation(
  method: ResourceMethod,
  { namespace, declaration }: Resource,
  document: OpenAPIDocument,
  page: PageContext,
): string {
  const { name, node, info, function: standalone, module } = method;
  const thrown = formatThrownTable(node, declaration, page);
  const statuses = formatStatusTable(info);
  const request = formatRequest(method);
  const template = `${namespace}.${name}.md`;
  const details = existsSync(getTemplatePath(template)) ? template : "details.md";
  const values = {
    namespace,
    method: name,
    description: info.operation.description ?? "",
    operationId: info.id,
    httpMethod: info.method,
    path: info.path,
    methodArguments: request,
    function: standalone.name,
    functionArguments: ["openRouter", request].filter(Boolean).join(", "),
    functionLink: `[${standalone.name}](${page.link(standalone.name)})`,
    module,
    errorType: formatTypeArgument(standalone.node, "Result", 1, page, standalone),
    parameters: formatParameterTable(node, declaration, page),
    response: formatTypeArgument(node, "ResponsePromise", 0, page, declaration),
    errors: formatErrorTable(info, listThrownNames(node, declaration, page)[0] ?? "errors.OpenRouterError"),
    details: fillTemplate(details, { thrown, statuses }, page),
    headers: formatHeaders(info, document, page),
  };
  return fillTemplate("operation.md", values, page);
}

/** Formats the request of the examples: that of the function's own example, else what the document requires. */
function formatRequest({ info, function: standalone }: ResourceMethod): string {
  const values = getExampleRequest(standalone) ?? getRequiredParameters(info);
  return values.map((value) => formatLiteral(value).replaceAll("\n", "\n  ")).join(", ");
}

function getRequiredParameters({ parameters }: OperationInfo): readonly object[] {
  const required = parameters.filter((parameter) => parameter.required === true && parameter.in !== "header");
  if (required.length === 0) return [];
  return [Object.fromEntries(required.map(({ name = "", example = name }) => [name, example]))];
}

/** Formats an argument of a generic type in the return type of a function or method. The last overload has all values. */
function formatTypeArgument(
  node: ts.FunctionDeclaration | ts.MethodDeclaration,
  generic: string,
  index: number,
  page: PageContext,
  declaration: ResourceMethod["function"] | Resource["declaration"],
): string {
  const type = getSignatures(node).at(-1)?.type;
  const argument = type && findTypeArguments(type, generic)?.[index];
  if (argument === undefined) throw new Error(`The return type of ${node.name?.getText()} must be a ${generic}`);
  return formatType(argument, declaration, page);
}

function findTypeArguments(node: ts.Node, generic: string): readonly ts.TypeNode[] | undefined {
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === generic) return node.typeArguments;
  return ts.forEachChild(node, (child) => findTypeArguments(child, generic));
}

/** Formats the statuses with a typed error body, first 4XX, then 5XX; then all others. */
function formatErrorTable({ responses }: OperationInfo, errorClass: string): string {
  const typed = [...responses]
    .filter(([, { content }]) => Object.keys(content ?? {}).some(isJSON))
    .map(([status]) => status);
  const rows = ["4", "5"].map((first) => typed.filter((status) => status.startsWith(first)).join(", "));
  return formatTable(
    ["Error Type", "Status Code", "Content Type"],
    [
      ...rows.filter((statuses) => statuses !== "").map((statuses) => [errorClass, statuses, "application/json"]),
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

/** Formats the section about headers; `""` if the document describes none. */
function formatHeaders({ operation, responses }: OperationInfo, document: OpenAPIDocument, page: PageContext): string {
  const request = (operation.parameters ?? [])
    .map((given) => resolveRef<Header>(document, given))
    .filter((parameter) => parameter.in === "header");
  const response = [...responses.values()]
    .flatMap(({ headers }) => Object.entries(headers ?? {}))
    .map(([name, given]) => Object.assign({}, resolveRef<Header>(document, given), { name }));
  const texts = [
    ...(request.length === 0
      ? []
      : [
          "The service also supports these request headers. Set them as `headers` of the client or of the call:",
          formatHeaderTable(request),
        ]),
    ...(response.length === 0
      ? []
      : [
          `Response headers, available from [ResponsePromise](${page.link("ResponsePromise")}) and [errors.OpenRouterError](${page.link("errors.OpenRouterError")}):`,
          formatHeaderTable(response),
        ]),
  ];
  return texts.length === 0 ? "" : ["### Headers", ...texts].join("\n\n");
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
