import { posix } from "node:path";
import { documentPages } from "./document-pages.ts";
import { examplePages } from "./example-pages.ts";
import { guidePages, sectionsElsewhere } from "./guide-pages.ts";
import { mapText, tidy } from "./markdown.ts";
import type { Page } from "./page.ts";
import { referencePages } from "./reference-pages.ts";
import { sourceURL } from "./repository.ts";

/** Every page that is made of a text of the repository. */
export function allPages(): Page[] {
  return [...guidePages(), ...documentPages(), ...examplePages(), ...referencePages()];
}

/** The pages of a part of the site, by the first step of their path. */
export function pagesIn(part: string): Page[] {
  return allPages().filter(({ id }) => id === part || id.startsWith(`${part}/`));
}

/** Files of the repository that the site has under another name. */
const served: Readonly<Record<string, string>> = { "spec/openapi.yaml": "/openapi.yaml" };

/** Gives a text the site's links in the place of those between files. */
export class LinkWriter {
  readonly #pages: readonly Page[];

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
  }

  /** The text of a page as the site shows it. */
  render({ body, source }: Pick<Page, "body" | "source">): string {
    return mapText(tidy(body), (line) =>
      line.replaceAll(/`[^`]*`|(!?)(\[[^\]]*\])\(([^)\s]*)\)/g, (all, mark?: string, text?: string, href?: string) => {
        if (text === undefined || href === undefined || href === "") return all;
        const target = mark === "!" ? pictureURL(source, href) : this.#resolve(source, href);
        return `${mark}${text}(${target})`;
      }),
    );
  }

  /** Where a link of this file leads on the site, or outside of it. */
  #resolve(source: string, href: string): string {
    if (/^[a-z][a-z+.-]*:/i.test(href)) return href;
    const [path = "", anchor = ""] = href.split("#");
    const file = path === "" ? source : posix.join(posix.dirname(source), path).replace(/\/$/, "");
    const candidates = this.#pages.filter((page) => page.source === file || page.source === `${file}/README.md`);
    const page = candidates.find(({ anchors }) => anchors.has(anchor));
    if (page) return linkTo(page.id, page.anchors.get(anchor));
    const other = candidates.length > 0 ? sectionsElsewhere().get(anchor) : undefined;
    if (other !== undefined) return linkTo(other);
    return served[file] ?? sourceURL(file) + (anchor === "" ? "" : `#${anchor}`);
  }
}

function linkTo(id: string, anchor = ""): string {
  return `/${id}/${anchor === "" ? "" : `#${anchor}`}`;
}

/** Pictures are served from one folder, see src/pages/pictures. */
function pictureURL(source: string, href: string): string {
  if (/^[a-z][a-z+.-]*:/i.test(href)) return href;
  return `/pictures/${posix.basename(posix.join(posix.dirname(source), href))}`;
}
