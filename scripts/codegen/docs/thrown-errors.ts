import type ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { docComment, withLinks } from "./doc-comment.ts";
import { cell, table } from "./markdown.ts";
import { hrefOf } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";

/** What a function or method throws, in the words of its comment; `""` if that names nothing. */
export function thrownTable(node: ts.Node, declaration: Declaration, page: PageContext): string {
  const rows = thrownBy(node, declaration, page).map((row) => row.map(cell));
  return rows.length === 0 ? "" : table(["Error", "When"], rows);
}

/** The same as sentences, for a row of a table. */
export function thrownTexts(node: ts.Node, declaration: Declaration, page: PageContext): string[] {
  return thrownBy(node, declaration, page).map(([error, when]) => {
    const link = /^(when|where|if|for|unless|as)\b/.test(when) ? " " : ": ";
    return `Throws ${error}${when === "" ? "" : link}${when.replace(/\.$/, "")}.`;
  });
}

/** `{@link Name} when …` or `Name when …`; what begins otherwise is all said of some error. */
function thrownBy(
  node: ts.Node,
  { scope }: Declaration,
  page: PageContext,
): (readonly [error: string, when: string])[] {
  return (docComment(node).tags.get("throws") ?? []).map((text) => {
    const [, name = "Error", rest = text] = /^(\{@link [^}]*\}|[A-Z]\w*)(?!\S)\s*([^]*)$/.exec(text) ?? [];
    const href = hrefOf(name, scope, page);
    const plain = href ? `[${name}](${href})` : codeSpan(name);
    const error = name.startsWith("{") ? withLinks(name, scope, page) : plain;
    return [error, withLinks(rest.replace(/^-\s+/, ""), scope, page)];
  });
}
