import { posix } from "node:path";
import { titleOf } from "./declaration-page.ts";
import { identifierOf } from "./declarations.ts";
import { isFunction } from "./function-section.ts";
import type { Declaration, Module } from "./types.ts";

/** The page about an entry: `funcs/chatcomplete.md`, `lib/node.md`. */
export function pageOf({ file }: Module): string {
  const path = file.toLowerCase().replace(/\.ts$/, ".md");
  return path.startsWith("funcs/") ? path : `lib/${path}`;
}

/** The function that is named like its entry, or the only one. It gives the page its title. */
export function mainOf({ file, own }: Module): Declaration | undefined {
  const functions = own.filter(isFunction);
  const named = functions.find((declaration) => file.endsWith(`${identifierOf(declaration)}.ts`));
  return named ?? (functions.length === 1 ? functions[0] : undefined);
}

/** What stands at the top of its page. */
export function moduleTitle(module: Module): string {
  const main = mainOf(module);
  return main === undefined ? module.file.replace(/^.*\/|\.ts$/g, "") : titleOf(main);
}

/** Where each of what an entry exports is described: at its heading, whose anchor is GitHub's. */
export function modulePlaces(module: Module): (readonly [name: string, place: string])[] {
  const page = pageOf(module);
  const main = mainOf(module);
  const anchors = new Set([anchorOf(moduleTitle(module))]);
  return module.own.map((declaration) => {
    if (declaration === main) return [declaration.name, page];
    const slug = anchorOf(titleOf(declaration));
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
    return [declaration.name, `${page}#${anchor}`];
  });
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

/** The relative URL of a place, `lib/node.md#options`, on another page; `""` for the page itself. */
export function wayTo(place: string, from: string): string {
  const [path = "", anchor] = place.split("#");
  const way = path === from ? "" : posix.relative(posix.dirname(from), path).replace(/^(?!\.)/, "./");
  return anchor === undefined ? way : `${way}#${anchor}`;
}
