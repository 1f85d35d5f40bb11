import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLinks } from "./doc-comment.ts";
import type { PageContext } from "./types.ts";

/**
 * A page of pages/, with `{{name}}` replaced by its value and `{@link Name}` by a link. They end in .txt, since the
 * formatter would change their bullets, which are those of the pages that users of generated SDKs know.
 */
export function fillTemplate(file: string, values: Record<string, string>, page: PageContext): string {
  const template = readFileSync(join(import.meta.dirname, "pages", `${file}.txt`), "utf8").replaceAll("\r\n", "\n");
  const linked = withLinks(template, (name) => unknownName(file, name), page);
  return linked.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? unknownName(file, name)).trimEnd();
}

function unknownName(file: string, name: string): never {
  throw new Error(
    `scripts/codegen/docs/pages/${file}.txt names "${name}", which is neither public nor a value of the page`,
  );
}
