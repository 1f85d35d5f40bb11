import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, inject, test } from "vitest";

const dist = inject("dist");
const files = new Set(globSync("**/*.*", { cwd: dist }).map((file) => file.replaceAll("\\", "/")));
const pages = [...files].filter((file) => file.endsWith(".html"));
const htmlByPage = new Map(pages.map((page) => [page, readFileSync(join(dist, page), "utf8")]));
const idsByPage = new Map(pages.map((page) => [page, new Set(attributes(page, "id"))]));

test("every link, script, style and image of every page exists, with its anchor", () => {
  expect(pages.length).toBeGreaterThan(150);
  // Reports one page per target, because a broken link of the layout is on all pages.
  const broken = new Map<string, string>();
  for (const page of pages) {
    for (const target of [...attributes(page, "href"), ...attributes(page, "src")]) {
      if (!hasTarget(page, target)) broken.set(target, page);
    }
  }
  expect([...broken]).toEqual([]);
});

test("no page loads resources from another host", () => {
  const outside = pages.flatMap((page) => {
    const parts =
      htmlByPage.get(page)?.matchAll(/<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(https?:[^"]*)"/g) ?? [];
    return Array.from(parts, ([, url]) => `${page}: ${url}`);
  });
  expect(outside).toEqual([]);
});

test("no link points to a file of the repository", () => {
  const remaining = pages.flatMap((page) =>
    attributes(page, "href").filter((href) => /^\.{0,2}\/?[\w/.-]+\.(md|ts)(#|$)/.test(href)),
  );
  expect(remaining).toEqual([]);
});

function attributes(page: string, name: string): string[] {
  const found = htmlByPage.get(page)?.matchAll(new RegExp(`<[a-z][^>]*\\s${name}="([^"]*)"`, "g")) ?? [];
  return Array.from(found, ([, value = ""]) => value.replaceAll("&amp;", "&"));
}

function hasTarget(page: string, target: string): boolean {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return true;
  const [path = "", anchor = ""] = target.split("#");
  const absolute = path === "" ? `/${page}` : posix.join("/", posix.dirname(page), path.startsWith("/") ? "" : path);
  const file = (path.startsWith("/") ? path : absolute).slice(1).replace(/(^|\/)$/, "$1index.html");
  if (!files.has(decodeURI(file))) return false;
  return anchor === "" || (idsByPage.get(file)?.has(decodeURIComponent(anchor)) ?? false);
}
