import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of a built site, and the links in them. */
export class BuiltSite {
  readonly #folder: string;
  readonly #base: string;
  readonly #files: ReadonlySet<string>;
  readonly #htmlByPage: ReadonlyMap<string, string>;
  readonly #idsByPage: ReadonlyMap<string, ReadonlySet<string>>;

  /** @param base the path of the site on its host, with a slash at both ends */
  constructor(folder: string, base = "/") {
    this.#folder = folder;
    this.#base = base;
    const files = globSync("**/*.*", { cwd: folder }).map((file) => file.replaceAll("\\", "/"));
    this.#files = new Set(files);
    const pages = files.filter((file) => file.endsWith(".html")).toSorted();
    this.#htmlByPage = new Map(pages.map((page) => [page, this.read(page)]));
    this.#idsByPage = new Map(pages.map((page) => [page, new Set(this.attributes(page, "id"))]));
  }

  /** The HTML files, such as `guides/errors/index.html`. */
  get pages(): readonly string[] {
    return [...this.#htmlByPage.keys()];
  }

  /** The files with a name that ends like this. */
  findFiles(ending: string): readonly string[] {
    return [...this.#files].filter((file) => file.endsWith(ending)).toSorted();
  }

  read(file: string): string {
    return readFileSync(join(this.#folder, file), "utf8");
  }

  /** Returns the values of an attribute on a page. */
  attributes(page: string, name: string): string[] {
    const found = this.html(page).matchAll(new RegExp(`<[a-z][^>]*\\s${name}="([^"]*)"`, "g"));
    return Array.from(found, ([, value = ""]) => value.replaceAll("&amp;", "&"));
  }

  html(page: string): string {
    return this.#htmlByPage.get(page) ?? "";
  }

  /** Returns the targets of links, scripts, styles and images that do not exist, each with one page that has it. */
  findBrokenLinks(): [target: string, page: string][] {
    const broken = new Map<string, string>();
    for (const page of this.pages) {
      for (const target of [...this.attributes(page, "href"), ...this.attributes(page, "src")]) {
        if (!this.hasTarget(page, target)) broken.set(target, page);
      }
    }
    return [...broken];
  }

  /** Whether a link of a file leads to another host, or to a file of the site, and to an anchor in it. */
  hasTarget(from: string, target: string): boolean {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return true;
    const { pathname, hash } = new URL(target, `http://localhost${this.#base}${from}`);
    if (!pathname.startsWith(this.#base)) return false;
    const file = pathname.slice(this.#base.length).replace(/(^|\/)$/, "$1index.html");
    const anchor = hash.slice(1);
    if (!this.#files.has(decodeURI(file))) return false;
    // The anchors of a Markdown version are those of its page.
    const page = file === "index.md" ? "index.html" : file.replace(/\.md$/, "/index.html");
    return anchor === "" || (this.#idsByPage.get(page)?.has(decodeURIComponent(anchor)) ?? false);
  }
}
