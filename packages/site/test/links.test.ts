import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, inject, test } from "vitest";

const dist = inject("dist");
const files = new Set(globSync("**/*.*", { cwd: dist }).map((file) => file.replaceAll("\\", "/")));
const pages = [...files].filter((file) => file.endsWith(".html"));
const htmlOf = new Map(pages.map((page) => [page, readFileSync(join(dist, page), "utf8")]));
const idsOf = new Map(pages.map((page) => [page, new Set(attributes(page, "id"))]));

test("every link, script, style and picture of every page is there, with its anchor", () => {
  expect(pages.length).toBeGreaterThan(150);
  // One page for each target: what the frame of the site has wrong is wrong on all of them.
  const broken = new Map<string, string>();
  for (const page of pages) {
    for (const target of [...attributes(page, "href"), ...attributes(page, "src")]) {
      if (!leadsSomewhere(page, target)) broken.set(target, page);
    }
  }
  expect([...broken]).toEqual([]);
});

test("no page asks another host for a part of itself", () => {
  const outside = pages.flatMap((page) => {
    const parts =
      htmlOf.get(page)?.matchAll(/<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(https?:[^"]*)"/g) ?? [];
    return Array.from(parts, ([, url]) => `${page}: ${url}`);
  });
  expect(outside).toEqual([]);
});

test("nothing of the repository's is left as a file's name", () => {
  const left = pages.flatMap((page) =>
    attributes(page, "href").filter((href) => /^\.{0,2}\/?[\w/.-]+\.(md|ts)(#|$)/.test(href)),
  );
  expect(left).toEqual([]);
});

function attributes(page: string, name: string): string[] {
  const found = htmlOf.get(page)?.matchAll(new RegExp(`<[a-z][^>]*\\s${name}="([^"]*)"`, "g")) ?? [];
  return Array.from(found, ([, value = ""]) => value.replaceAll("&amp;", "&"));
}

function leadsSomewhere(page: string, target: string): boolean {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return true;
  const [path = "", anchor = ""] = target.split("#");
  const absolute = path === "" ? `/${page}` : posix.join("/", posix.dirname(page), path.startsWith("/") ? "" : path);
  const file = (path.startsWith("/") ? path : absolute).slice(1).replace(/(^|\/)$/, "$1index.html");
  if (!files.has(decodeURI(file))) return false;
  return anchor === "" || (idsOf.get(file)?.has(decodeURIComponent(anchor)) ?? false);
}
