import ts from "typescript";
import { toSentence, readDocComment, formatDescription, resolveLinks } from "./doc-comment.ts";
import { formatParameterTable } from "./parameter-table.ts";
import { formatSignatures, getSignatures } from "./signatures.ts";
import { formatThrownTable } from "./thrown-errors.ts";
import { formatType } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";
import { formatExamples } from "./usage.ts";

/** Formats the sections of a function, under a heading of the given level. */
export function formatFunctionSection(
  declaration: Declaration<ts.FunctionDeclaration>,
  page: PageContext,
  level: number,
): string[] {
  const { node } = declaration;
  const titled = (depth: number, title: string, text: string): string[] =>
    text === "" ? [] : [`${"#".repeat(level + depth)} ${title}`, text];
  return [
    ...(readDocComment(node).tags.has("deprecated") ? ["**Deprecated.**"] : []),
    formatDescription(declaration, page),
    ...titled(1, "Example Usage", formatExamples(node)),
    ...titled(1, "Signature", `\`\`\`ts no-check: a signature\n${formatSignatures(declaration)}\n\`\`\``),
    ...titled(2, "Parameters", node.parameters.length === 0 ? "" : formatParameterTable(node, declaration, page)),
    ...titled(2, "Response", formatResponse(declaration, page)),
    ...titled(2, "Errors", formatThrownTable(node, declaration, page)),
  ];
}

/** Formats the return type, one per overload if they differ. */
function formatResponse(declaration: Declaration<ts.FunctionDeclaration>, page: PageContext): string {
  const { node, scope } = declaration;
  const all = getSignatures(node).map(({ type }) =>
    type === undefined ? "`void`" : formatType(type, declaration, page),
  );
  const types = [...new Set(all)].map((type) => `**${type}**`);
  const list = types.length === 1 ? types.join() : types.map((type) => `- ${type}`).join("\n");
  const returns = readDocComment(node).tags.get("returns")?.[0] ?? "";
  return [list, resolveLinks(toSentence(returns), scope, page)].filter(Boolean).join("\n\n");
}

export function isFunction(declaration: Declaration): declaration is Declaration<ts.FunctionDeclaration> {
  return ts.isFunctionDeclaration(declaration.node);
}
