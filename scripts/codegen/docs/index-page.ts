import { isFunction } from "./function-section.ts";
import type { Declaration } from "./types.ts";

const sections = [
  ["Models", "models."],
  ["Operations", "operations."],
  ["Errors", "errors."],
] as const;

/** The way into the reference: everything that has a page, or a heading on one, by kind and name. */
export function indexPage(places: readonly (readonly [place: string, declaration: Declaration])[]): string {
  const all = places.toSorted(([, one], [, other]) => (one.name < other.name ? -1 : 1));
  const list = (isListed: (declaration: Declaration) => boolean): string =>
    all
      .filter(([, declaration]) => isListed(declaration))
      .map(([place, { name }]) => `- [${name}](./${place})`)
      .join("\n");
  return [
    "# Reference",
    "- [Chat](./sdks/chat/README.md): the calls\n- [OpenRouter](./sdks/openrouter/README.md): the client and its options",
    "## Functions",
    list(isFunction),
    ...sections.flatMap(([title, prefix]) => [`## ${title}`, list(({ name }) => name.startsWith(prefix))]),
    "## Types",
    list((declaration) => !declaration.name.includes(".") && !isFunction(declaration)),
  ].join("\n\n");
}
