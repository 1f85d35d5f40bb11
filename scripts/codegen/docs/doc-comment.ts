import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { Scope, Declaration, PageContext } from "./types.ts";

export interface DocComment {
  /** The text before the first tag. */
  readonly text: string;
  /** Tag → its texts. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** Reads the comment of a declaration or a member. TypeScript's own parser misreads `@throws {@link X}`. */
export function readDocComment(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.getText() ?? "";
  const lines = comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .replaceAll(/^\s*\* ?/gm, "");
  const [text = "", ...tagged] = lines.split(/^\s*@(?=[a-z])/m);
  const tags = new Map<string, string[]>();
  for (const section of tagged) {
    const [, name = "", content = ""] = /^(\w+)([^]*)$/.exec(section) ?? [];
    tags.set(name, [...(tags.get(name) ?? []), content.trim()]);
  }
  return { text: unescapeComment(text.trim()), tags };
}

/** Formats the description of a declaration, with links. */
export function formatDescription({ node, scope }: Declaration, page: PageContext): string {
  return resolveLinks(readDocComment(node).text, scope, page);
}

/**
 * Replaces `{@link RetryConfig}` and `{@link RetryConfig | label}` with a link to the page, or with code if that is the
 * same page or does not exist. A member, `{@link RetryConfig.maxRetries}`, links to its declaration.
 */
export function resolveLinks(text: string, scope: Scope, page: PageContext): string {
  return text.replaceAll(/\{@link\s+([\w.]+)\s*(?:\|\s*([^}]+?)\s*)?\}/g, (_, identifier: string, label?: string) => {
    const named = resolveName(identifier, scope, page);
    const member = named === undefined ? /^(.+)\.\w+$/.exec(identifier)?.[1] : undefined;
    const name = named ?? (member && resolveName(member, scope, page));
    const shown = label ?? (member === undefined ? (named ?? codeSpan(identifier)) : codeSpan(identifier));
    const href = name && page.link(name);
    if (href) return `[${shown}](${href})`;
    return label ?? codeSpan(identifier);
  });
}

function resolveName(identifier: string, scope: Scope, page: PageContext): string | undefined {
  return page.declarations.has(identifier) ? identifier : scope(identifier);
}

/** Returns the `@param` text of a parameter, with a capital letter. */
export function getParameterText({ tags }: DocComment, parameter: string): string {
  const text = tags.get("param")?.find((tag) => tag.startsWith(`${parameter} `)) ?? "";
  return toSentence(text.slice(parameter.length + 1));
}

/** Removes the dash before the text of a tag, and capitalizes it. */
export function toSentence(text: string): string {
  return text.replace(/^-\s+/, "").replace(/^./, (letter) => letter.toUpperCase());
}

/** Restores the characters that are escaped in a comment. */
function unescapeComment(text: string): string {
  return text.replaceAll("*\\/", "*/").replaceAll(/^(\s*)\\@/gm, "$1@");
}
