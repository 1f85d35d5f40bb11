import ts from "typescript";
import { asSentence, docComment, saidOf, withLinks } from "./doc-comment.ts";
import { parameterTable } from "./parameter-table.ts";
import { signatureLines, signaturesOf } from "./signatures.ts";
import { thrownTable } from "./thrown-errors.ts";
import { typeText } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";
import { exampleFences } from "./usage.ts";

/** What a page says of a function, under a heading of the given level. */
export function functionSection(
  declaration: Declaration<ts.FunctionDeclaration>,
  page: PageContext,
  level: number,
): string[] {
  const { node } = declaration;
  const titled = (depth: number, title: string, text: string): string[] =>
    text === "" ? [] : [`${"#".repeat(level + depth)} ${title}`, text];
  return [
    ...(docComment(node).tags.has("deprecated") ? ["**Deprecated.**"] : []),
    saidOf(declaration, page),
    ...titled(1, "Example Usage", exampleFences(node)),
    ...titled(1, "Signature", `\`\`\`ts no-check: a signature\n${signatureLines(declaration)}\n\`\`\``),
    ...titled(2, "Parameters", node.parameters.length === 0 ? "" : parameterTable(node, declaration, page)),
    ...titled(2, "Response", responseText(declaration, page)),
    ...titled(2, "Errors", thrownTable(node, declaration, page)),
  ];
}

/** What it gives; where overloads differ in that, each of their types. */
function responseText(declaration: Declaration<ts.FunctionDeclaration>, page: PageContext): string {
  const { node, scope } = declaration;
  const all = signaturesOf(node).map(({ type }) => (type === undefined ? "`void`" : typeText(type, declaration, page)));
  const types = [...new Set(all)].map((type) => `**${type}**`);
  const list = types.length === 1 ? types.join() : types.map((type) => `- ${type}`).join("\n");
  const said = docComment(node).tags.get("returns")?.[0] ?? "";
  return [list, withLinks(asSentence(said), scope, page)].filter(Boolean).join("\n\n");
}

export function isFunction(declaration: Declaration): declaration is Declaration<ts.FunctionDeclaration> {
  return ts.isFunctionDeclaration(declaration.node);
}
