import type { Declaration } from "./declarations.ts";

const sections = [
  ["Models", "models."],
  ["Operations", "operations."],
  ["Errors", "errors."],
] as const;

/** The way into the reference: every page, by kind and name. */
export function indexPage(pages: ReadonlyMap<string, Declaration>): string {
  const all = [...pages].toSorted(([, one], [, other]) => (one.name < other.name ? -1 : 1));
  const list = (isListed: (name: string) => boolean): string =>
    all
      .filter(([, { name }]) => isListed(name))
      .map(([path, { name }]) => `- [${name}](./${path})`)
      .join("\n");
  return [
    "# Reference",
    "- [Chat](./sdks/chat/README.md): the calls\n- [OpenRouter](./sdks/openrouter/README.md): the client and its options",
    ...sections.flatMap(([title, prefix]) => [`## ${title}`, list((name) => name.startsWith(prefix))]),
    "## Types",
    list((name) => !name.includes(".")),
  ].join("\n\n");
}
