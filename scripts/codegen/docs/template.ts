import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveLinks } from "./doc-comment.ts";
import type { PageContext } from "./types.ts";

/**
 * Fills a file of templates/: replaces `{{name}}` with its value and `{@link Name}` with a link. Templates end in .txt so
 * that the formatter does not change their bullets, which match the pages of other generated SDKs.
 */
export function fillTemplate(file: string, values: Record<string, string>, page: PageContext): string {
  const template = readFileSync(getTemplatePath(file), "utf8").replaceAll("\r\n", "\n");
  const linked = resolveLinks(template, (name) => throwUnknownName(file, name), page);
  return linked
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? throwUnknownName(file, name))
    .trimEnd();
}

export function getTemplatePath(file: string): string {
  return join(import.meta.dirname, "templates", `${file}.txt`);
}

function throwUnknownName(file: string, name: string): never {
  throw new Error(
    `scripts/codegen/docs/templates/${file}.txt contains "${name}", which is neither a public name nor a value of the page`,
  );
}
