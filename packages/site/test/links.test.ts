import { expect, inject, test } from "vitest";
import { BuiltSite } from "./support/built-site.ts";

const site = new BuiltSite(inject("dist"));

test("every link, script, style and image of every page exists, with its anchor", () => {
  expect(site.pages.length).toBeGreaterThan(150);
  expect(site.findBrokenLinks()).toEqual([]);
});

test("no page loads resources from another host", () => {
  const outside = site.pages.flatMap((page) => {
    const parts = site.html(page).matchAll(/<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(https?:[^"]*)"/g);
    return Array.from(parts, ([, url]) => `${page}: ${url}`);
  });
  expect(outside).toEqual([]);
});

test("no link points to a file of the repository", () => {
  const remaining = site.pages.flatMap((page) => {
    // A page links to its Markdown version in its head.
    const links = site
      .html(page)
      .replaceAll(/<link rel="alternate"[^>]*>/g, "")
      .matchAll(/\shref="([^"]*)"/g);
    const targets = Array.from(links, ([, href = ""]) => href);
    return targets.filter((href) => /^\.{0,2}\/?[\w/.-]+\.(md|ts)(#|$)/.test(href));
  });
  expect(remaining).toEqual([]);
});
