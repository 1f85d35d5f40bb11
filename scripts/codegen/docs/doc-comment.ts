import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { Scope, Declaration, PageContext } from "./types.ts";

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

/**
 * `{@link RetryConfig}` and `{@link RetryConfig | words}` as a link to its page, or as code where it has none or is the
 * page itself. A member, `{@link RetryConfig.maxRetries}`, leads to what it belongs to.
 */
export function withLinks(text: string, scope: Scope, page: PageContext): string {
  return text.replaceAll(/\{@link\s+([\w.]+)\s*(?:\|\s*([^}]+?)\s*)?\}/g, (_, identifier: string, words?: string) => {
    const named = nameOf(identifier, scope, page);
    const member = named === undefined ? /^(.+)\.\w+$/.exec(identifier)?.[1] : undefined;
    const name = named ?? (member && nameOf(member, scope, page));
    const shown = words ?? (member === undefined ? (named ?? codeSpan(identifier)) : codeSpan(identifier));
    const href = name && page.link(name);
    if (href) return `[${shown}](${href})`;
    return words ?? codeSpan(identifier);
  });
}

function nameOf(identifier: string, scope: Scope, page: PageContext): string | undefined {
  return page.declarations.has(identifier) ? identifier : scope(identifier);
}

/** What `@param` says of a parameter, as a sentence begins. */
export function parameterText({ tags }: DocComment, parameter: string): string {
  const said = tags.get("param")?.find((text) => text.startsWith(`${parameter} `)) ?? "";
  return asSentence(said.slice(parameter.length + 1));
}

/** What stands behind a tag, without a dash before it. */
export function asSentence(text: string): string {
  return text.replace(/^-\s+/, "").replace(/^./, (letter) => letter.toUpperCase());
}

/** What a comment can't hold as it is. */
function unescape(text: string): string {
  return text.replaceAll("*\\/", "*/").replaceAll(/^(\s*)\\@/gm, "$1@");
}
