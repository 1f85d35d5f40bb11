import { posix } from "node:path";
import { readDocumentPages } from "./document-pages.ts";
import { readExamplePages } from "./example-pages.ts";
import { readGuidePages, getSectionsElsewhere } from "./guide-pages.ts";
import { mapText, cleanMarkdown } from "./markdown.ts";
import type { Page } from "./page.ts";
import { readReferencePages } from "./reference-pages.ts";
import { getRepositoryPath, getSourceURL } from "./repository.ts";

/** Returns all pages generated from the Markdown files and the examples of the repository. */
export function readPages(): Page[] {
  return [...readGuidePages(), ...readDocumentPages(), ...readExamplePages(), ...readReferencePages()];
}

/** Files of the repository that the site serves under another name. */
const served: Readonly<Record<string, string>> = { "spec/openapi.yaml": "openapi.yaml" };

export interface LinkOptions {
  /**
   * The path of the site on its host, with a slash at both ends.
   *
   * @default "/"
   */
  readonly base?: string;
  /**
   * Whether to link to the Markdown versions of pages.
   *
   * @default false
   */
  readonly toMarkdown?: boolean;
}

/** Replaces links between files with links of the site. */
export class LinkWriter {
  readonly #pages: readonly Page[];
  readonly #base: string;
  readonly #toMarkdown: boolean;

  constructor(pages: readonly Page[], { base = "/", toMarkdown = false }: LinkOptions = {}) {
    this.#pages = pages;
    this.#base = base;
    this.#toMarkdown = toMarkdown;
  }

  /** Returns the text of a page with the links of the site. */
  render({ body, source }: Pick<Page, "body" | "source">): string {
    return mapText(cleanMarkdown(body), (line) =>
      line.replaceAll(
        /(?<!\\)`[^`]*`|(!?)(\[[^\]]*\])\(([^)\s]*)\)/g,
        (all, mark?: string, text?: string, href?: string) => {
          if (text === undefined || href === undefined || href === "") return all;
          const path = getRepositoryPath(href);
          const [from, link] = path === undefined ? [source, href] : ["", path];
          const target = mark === "!" ? this.#getPictureURL(from, link) : this.#resolve(from, link);
          return `${mark}${text}(${target})`;
        },
      ),
    );
  }

  /** Returns the link to a page. */
  linkTo(id: string, anchor = ""): string {
    return `${this.#base}${id}${this.#toMarkdown ? ".md" : "/"}${anchor === "" ? "" : `#${anchor}`}`;
  }

  /** Resolves a link of a file to a path of the site, or an external URL. */
  #resolve(source: string, href: string): string {
    if (/^[a-z][a-z+.-]*:/i.test(href)) return href;
    const [path = "", anchor = ""] = href.split("#");
    const file = path === "" ? source : posix.join(posix.dirname(source), path).replace(/\/$/, "");
    const candidates = this.#pages.filter((page) => page.source === file || page.source === `${file}/README.md`);
    const page = candidates.find(({ anchors }) => anchors.has(anchor));
    if (page) return this.linkTo(page.id, page.anchors.get(anchor));
    const other = candidates.length > 0 ? getSectionsElsewhere().get(anchor) : undefined;
    if (other !== undefined) return this.linkTo(other);
    const name = served[file];
    if (name !== undefined) return this.#base + name;
    return getSourceURL(file) + (anchor === "" ? "" : `#${anchor}`);
  }

  /** Images are served from one folder; see src/pages/pictures. */
  #getPictureURL(source: string, href: string): string {
    if (/^[a-z][a-z+.-]*:/i.test(href)) return href;
    return `${this.#base}pictures/${posix.basename(posix.join(posix.dirname(source), href))}`;
  }
}
