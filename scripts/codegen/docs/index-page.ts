import { isFunction } from "./function-section.ts";
import { codeSpan } from "../../lib/text.ts";
import { readDocComment } from "./doc-comment.ts";
import type { Resource } from "./resources.ts";
import type { Declaration } from "./types.ts";

const sections = [
  ["Models", "models."],
  ["Operations", "operations."],
  ["Errors", "errors."],
] as const;

/** Formats the index of the reference: every page and every described declaration, by kind and name. */
export function formatIndexPage(
  entries: readonly (readonly [path: string, declaration: Declaration])[],
  resources: readonly Resource[],
): string {
  const sorted = entries.toSorted(([, one], [, other]) => (one.name < other.name ? -1 : 1));
  const list = (isListed: (declaration: Declaration) => boolean): string =>
    sorted
      .filter(([, declaration]) => isListed(declaration))
      .map(([path, { name }]) => `- [${name}](./${path})`)
      .join("\n");
  return [
    "# Reference",
    [...resources.map(formatResource), "- [OpenRouter](./sdks/openrouter/README.md): the client and its options"].join(
      "\n",
    ),
    "## Functions",
    list(isFunction),
    ...sections.flatMap(([title, prefix]) => [`## ${title}`, list(({ name }) => name.startsWith(prefix))]),
    "## Types",
    list((declaration) => !declaration.name.includes(".") && !isFunction(declaration)),
  ].join("\n\n");
}

function formatResource({ path, declaration, methods }: Resource): string {
  const [text = ""] = readDocComment(declaration.node).text.split("\n\n");
  return `- [${declaration.name}](./${path}): ${methods.map(({ name }) => codeSpan(name)).join(", ")}. ${text}`;
}
