import { getAnchors, promoteHeadings, splitDocument } from "./markdown.ts";
import type { Page } from "./page.ts";
import { read } from "./repository.ts";

const source = "packages/sdk/README.md";

/** Sections that other pages replace. */
const elsewhere: Readonly<Record<string, string>> = { more: "guides/getting-started", "raw-client": "packages/client" };

/** Splits the README of the SDK: a page for its introduction, and one per section. */
export function readGuidePages(): Page[] {
  const { intro, sections } = splitDocument(read(source));
  const start: Page = {
    id: "guides/getting-started",
    title: "Getting started",
    body: intro,
    source,
    anchors: new Map([["", ""]]),
  };
  const pages = sections
    .filter(({ anchor }) => !(anchor in elsewhere))
    .map(({ heading, anchor, body }) => ({
      id: `guides/${anchor}`,
      title: heading,
      body: promoteHeadings(body),
      source,
      anchors: new Map([[anchor, ""], ...getAnchors(body).map((inner) => [inner, inner] as const)]),
    }));
  return [start, ...pages];
}

/** Returns the sections without a guide: the ID of the page that replaces each, by its anchor. */
export function getSectionsElsewhere(): ReadonlyMap<string, string> {
  return new Map(Object.entries(elsewhere));
}
