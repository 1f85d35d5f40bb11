import ts from "typescript";
import type { Declaration } from "./declarations.ts";
import { code, type PageContext } from "./type-text.ts";

export interface DocComment {
  /** What it says before its first tag. */
  readonly text: string;
  /** Tag → the texts behind it. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** The comment on a declaration or one of its members. TypeScript's own parser stumbles over `@throws {@link X}`. */
export function docComment(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.getText() ?? "";
  const lines = comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .replaceAll(/^\s*\* ?/gm, "");
  const [text = "", ...tagged] = lines.split(/^\s*@(?=[a-z])/m);
  const tags = new Map<string, string[]>();
  for (const section of tagged) {
    const [, name = "", said = ""] = /^(\w+)([^]*)$/.exec(section) ?? [];
    tags.set(name, [...(tags.get(name) ?? []), said.trim()]);
  }
  return { text: unescape(text.trim()), tags };
}

/** What the comment on a declaration says, with links. */
export function saidOf({ node, scope }: Declaration, page: PageContext): string {
  return withLinks(docComment(node).text, scope, page);
}

/** `{@link RetryConfig}` as a link to its page, or as code where it has none. */
export function withLinks(text: string, scope: Declaration["scope"], page: PageContext): string {
  return text.replaceAll(/\{@link\s+([\w.]+)\s*\}/g, (_, identifier: string) => {
    const name = page.declarations.has(identifier) ? identifier : scope(identifier);
    return name === undefined ? code(identifier) : `[${name}](${page.link(name)})`;
  });
}

/** What a comment can't hold as it is. */
function unescape(text: string): string {
  return text.replaceAll("*\\/", "*/").replaceAll(/^(\s*)\\@/gm, "$1@");
}
