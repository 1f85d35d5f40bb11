import { posix } from "node:path";
import { formatTitle } from "./declaration-page.ts";
import { getIdentifier } from "./declarations.ts";
import { isFunction } from "./function-section.ts";
import type { Declaration, Module } from "./types.ts";

/** Returns the path of an entry's page: `funcs/chatcomplete.md`, `lib/node.md`. */
export function getPagePath({ file }: Module): string {
  const path = file.toLowerCase().replace(/\.ts$/, ".md");
  return path.startsWith("funcs/") ? path : `lib/${path}`;
}

/** Returns the function that the page is named after: the one with the name of the entry, or the only one. */
export function getMainFunction({ file, own }: Module): Declaration | undefined {
  const functions = own.filter(isFunction);
  const named = functions.find((declaration) => file.endsWith(`${getIdentifier(declaration)}.ts`));
  return named ?? (functions.length === 1 ? functions[0] : undefined);
}

/** Returns the title of an entry's page. */
export function getModuleTitle(module: Module): string {
  const main = getMainFunction(module);
  return main === undefined ? module.file.replace(/^.*\/|\.ts$/g, "") : formatTitle(main);
}

/** Lists the path and anchor of each declaration of an entry. Anchors follow GitHub's rules. */
export function listAnchors(module: Module): (readonly [name: string, path: string])[] {
  const page = getPagePath(module);
  const main = getMainFunction(module);
  const anchors = new Set([toAnchor(getModuleTitle(module))]);
  return module.own.map((declaration) => {
    if (declaration === main) return [declaration.name, page];
    const slug = toAnchor(formatTitle(declaration));
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
    return [declaration.name, `${page}#${anchor}`];
  });
}

function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

/**
 * Returns the relative URL from one page to another; `""` for the same page.
 *
 * @param target a path with an optional anchor: `lib/node.md#options`
 */
export function toRelativeLink(target: string, from: string): string {
  const [path = "", anchor] = target.split("#");
  const relative = path === from ? "" : posix.relative(posix.dirname(from), path).replace(/^(?!\.)/, "./");
  return anchor === undefined ? relative : `${relative}#${anchor}`;
}
