import type ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { readDocComment, resolveLinks } from "./doc-comment.ts";
import { formatCell, formatTable } from "./markdown.ts";
import { getHref } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";

/** Formats the errors in the `@throws` tags of a function or method as a table; `""` without any. */
export function formatThrownTable(node: ts.Node, declaration: Declaration, page: PageContext): string {
  const rows = readThrown(node, declaration, page).map((row) => row.map(formatCell));
  return rows.length === 0 ? "" : formatTable(["Error", "When"], rows);
}

/** Formats the errors as sentences, for a row of a table. */
export function formatThrownSentences(node: ts.Node, declaration: Declaration, page: PageContext): string[] {
  return readThrown(node, declaration, page).map(([error, when]) => {
    const separator = /^(when|where|if|for|unless|as)\b/.test(when) ? " " : ": ";
    return `Throws ${error}${when === "" ? "" : separator}${when.replace(/\.$/, "")}.`;
  });
}

/** Lists the public names of the errors in the `@throws` tags: `errors.APIError`. */
export function listThrownNames(node: ts.Node, { scope }: Declaration, { declarations }: PageContext): string[] {
  return (readDocComment(node).tags.get("throws") ?? []).flatMap((text) => {
    const [, name = ""] = /^(?:\{@link )?([\w.]+)/.exec(text) ?? [];
    return declarations.has(name) ? name : (scope(name) ?? []);
  });
}

/** Reads `{@link Name} when …` or `Name when …`. Any other text describes a plain `Error`. */
function readThrown(
  node: ts.Node,
  { scope }: Declaration,
  page: PageContext,
): (readonly [error: string, when: string])[] {
  return (readDocComment(node).tags.get("throws") ?? []).map((text) => {
    const [, name = "Error", rest = text] = /^(\{@link [^}]*\}|[A-Z]\w*)(?!\S)\s*([^]*)$/.exec(text) ?? [];
    const href = getHref(name, scope, page);
    const plain = href ? `[${name}](${href})` : codeSpan(name);
    const error = name.startsWith("{") ? resolveLinks(name, scope, page) : plain;
    return [error, resolveLinks(rest.replace(/^-\s+/, ""), scope, page)];
  });
}
