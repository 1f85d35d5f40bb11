import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { identifierOf } from "./declarations.ts";
import { docComment, saidOf } from "./doc-comment.ts";
import type { Example } from "./examples.ts";
import { cell, mark, table } from "./markdown.ts";
import { membersOf, type Member } from "./members.ts";
import { hrefOf, referenceName, typeText, unionMembers } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";
import { exampleFences, fence, usageOf } from "./usage.ts";

/** The page about one type or class: what it is, how to import it, an example, its fields or values. */
export function declarationPage(declaration: Declaration, page: PageContext, example: Example | undefined): string {
  const usage = exampleFences(declaration.node) || fence(usageOf(declaration, example));
  const sections = [`# ${titleOf(declaration)}`, ...declarationSection(declaration, page, 1, usage, example)];
  return sections.join("\n\n");
}

/** Its name with its type parameters. */
export function titleOf(declaration: Declaration): string {
  const parameters = declaration.node.typeParameters?.map(({ name }) => name.text).join(", ");
  return `${identifierOf(declaration)}${parameters === undefined ? "" : `\\<${parameters}\\>`}`;
}

/** What a page says of a type or class, under a heading of the given level. */
export function declarationSection(
  declaration: Declaration,
  page: PageContext,
  level: number,
  usage: string,
  example?: Example,
): string[] {
  const [title, ...texts] = content(declaration, page, example);
  const heading = (text: string): string => `${"#".repeat(level + 1)} ${text}`;
  const sections = [
    docComment(declaration.node).tags.has("deprecated") ? "**Deprecated.**" : "",
    saidOf(declaration, page),
    ...heritage(declaration, page),
    ...(usage === "" ? [] : [heading("Example Usage"), usage]),
    ...(title === undefined ? [] : [heading(title), ...texts]),
  ];
  return sections.filter((section) => section !== "");
}

/** A table of fields, as the parameters and options have it too. */
export function memberTable(members: readonly Member[], example?: Example): string {
  const shown = members.map(({ name }) => shortJSON(example?.fields.get(name)));
  const withExamples = shown.some((text) => text !== "");
  return table(
    ["Field", "Type", "Required", "Description", ...(withExamples ? ["Example"] : [])],
    members.map(({ name, type, isRequired, description }, index) =>
      [codeSpan(name), type, mark(isRequired), description, shown[index] ?? ""].map(cell),
    ),
  );
}

function heritage({ node, scope }: Declaration, page: PageContext): string[] {
  if (!ts.isClassDeclaration(node)) return [];
  const parents = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
  return parents.map((parent) => {
    const href = hrefOf(parent, scope, page);
    return `Extends ${href ? `[${scope(parent) ?? parent}](${href})` : codeSpan(parent)}.`;
  });
}

function content(declaration: Declaration, page: PageContext, example: Example | undefined): string[] {
  const { node } = declaration;
  const members = membersOf(declaration, page);
  if (members.length > 0) return ["Fields", memberTable(members, example)];
  if (!ts.isTypeAliasDeclaration(node)) return [];
  if (ts.isFunctionTypeNode(node.type)) return ["Signature", typeText(node.type, declaration, page)];
  const alternatives = unionMembers(node.type);
  const isTypes = alternatives.some((member) => referenceName(member, declaration.scope) !== undefined);
  return [
    isTypes ? "Supported Types" : "Values",
    alternatives.map((member) => `- ${alternativeText(member, declaration, page)}`).join("\n"),
  ];
}

function alternativeText(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  if (type.getText() === "(string & {})") return "any other `string`: the API adds values without notice";
  const target = page.declarations.get(referenceName(type, declaration.scope) ?? "");
  const [said = ""] = target === undefined ? [] : saidOf(target, page).split("\n\n");
  const text = typeText(type, declaration, page);
  return said === "" ? text : `${text}: ${said.replaceAll(/\s*\n\s*/g, " ")}`;
}

function shortJSON(value: unknown): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "" || text.length > 60 ? "" : codeSpan(text);
}
