import type ts from "typescript";
import type { Declaration } from "./declarations.ts";
import { docComment, withLinks } from "./doc-comment.ts";
import { cell, table } from "./table.ts";
import { code, hrefOf, type PageContext } from "./type-text.ts";

/** What a function or method throws, in the words of its comment; `""` if that names nothing. */
export function thrownTable(node: ts.Node, { scope }: Declaration, page: PageContext): string {
  const rows = (docComment(node).tags.get("throws") ?? []).map((text) => {
    const [, link = "", name = "", when = ""] = /^(?:(\{@link [^}]*\})|([A-Z]\w*))\s+([^]*)$/.exec(text) ?? [];
    const href = name === "" ? undefined : hrefOf(name, scope, page);
    const plain = href ? `[${name}](${href})` : code(name);
    const error = link === "" ? plain : withLinks(link, scope, page);
    return [error, withLinks(when.replace(/^-\s+/, ""), scope, page)].map(cell);
  });
  return rows.length === 0 ? "" : table(["Error", "When"], rows);
}
