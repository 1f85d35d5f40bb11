import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { getIdentifier } from "./declarations.ts";
import { readDocComment, formatDescription } from "./doc-comment.ts";
import type { Example } from "./examples.ts";
import { formatCell, formatRequired, formatTable } from "./markdown.ts";
import { listMembers, type Member } from "./members.ts";
import { getHref, getReferenceName, formatType, getUnionMembers } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";
import { formatExamples, formatFence, formatUsage } from "./usage.ts";

/** Formats the page of one type or class: its description, its import, an example, its fields or values. */
export function formatDeclarationPage(
  declaration: Declaration,
  page: PageContext,
  example: Example | undefined,
): string {
  const usage = formatExamples(declaration.node) || formatFence(formatUsage(declaration, example));
  const sections = [`# ${formatTitle(declaration)}`, ...formatDeclarationSection(declaration, page, 1, usage, example)];
  return sections.join("\n\n");
}

/** Formats the name with its type parameters. */
export function formatTitle(declaration: Declaration): string {
  const parameters = declaration.node.typeParameters?.map(({ name }) => name.text).join(", ");
  return `${getIdentifier(declaration)}${parameters === undefined ? "" : `\\<${parameters}\\>`}`;
}

/** Formats the sections of a type or class, under a heading of the given level. */
export function formatDeclarationSection(
  declaration: Declaration,
  page: PageContext,
  level: number,
  usage: string,
  example?: Example,
): string[] {
  const [title, ...texts] = formatContent(declaration, page, example);
  const heading = (text: string): string => `${"#".repeat(level + 1)} ${text}`;
  const sections = [
    readDocComment(declaration.node).tags.has("deprecated") ? "**Deprecated.**" : "",
    formatDescription(declaration, page),
    ...formatHeritage(declaration, page),
    ...(usage === "" ? [] : [heading("Example Usage"), usage]),
    ...(title === undefined ? [] : [heading(title), ...texts]),
  ];
  return sections.filter((section) => section !== "");
}

/** Formats a table of fields. */
export function formatMemberTable(members: readonly Member[], example?: Example): string {
  const shown = members.map(({ name }) => formatShortJSON(example?.fields.get(name)));
  const withExamples = shown.some((text) => text !== "");
  return formatTable(
    ["Field", "Type", "Required", "Description", ...(withExamples ? ["Example"] : [])],
    members.map(({ name, type, isRequired, description }, index) =>
      [codeSpan(name), type, formatRequired(isRequired), description, shown[index] ?? ""].map(formatCell),
    ),
  );
}

function formatHeritage({ node, scope }: Declaration, page: PageContext): string[] {
  if (!ts.isClassDeclaration(node)) return [];
  const parents = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
  return parents.map((parent) => {
    const href = getHref(parent, scope, page);
    return `Extends ${href ? `[${scope(parent) ?? parent}](${href})` : codeSpan(parent)}.`;
  });
}

function formatContent(declaration: Declaration, page: PageContext, example: Example | undefined): string[] {
  const { node } = declaration;
  const members = listMembers(declaration, page);
  if (members.length > 0) return ["Fields", formatMemberTable(members, example)];
  if (!ts.isTypeAliasDeclaration(node)) return [];
  if (ts.isFunctionTypeNode(node.type)) return ["Signature", formatType(node.type, declaration, page)];
  const alternatives = getUnionMembers(node.type);
  const isTypes = alternatives.some((member) => getReferenceName(member, declaration.scope) !== undefined);
  return [
    isTypes ? "Supported Types" : "Values",
    alternatives.map((member) => `- ${formatAlternative(member, declaration, page)}`).join("\n"),
  ];
}

function formatAlternative(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  if (type.getText() === "(string & {})") return "any other `string`, since the API can add values";
  const target = page.declarations.get(getReferenceName(type, declaration.scope) ?? "");
  const [description = ""] = target === undefined ? [] : formatDescription(target, page).split("\n\n");
  const text = formatType(type, declaration, page);
  return description === "" ? text : `${text}: ${description.replaceAll(/\s*\n\s*/g, " ")}`;
}

function formatShortJSON(value: unknown): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "" || text.length > 60 ? "" : codeSpan(text);
}
