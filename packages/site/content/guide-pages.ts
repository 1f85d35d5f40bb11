import { anchorsIn, promoteHeadings, splitDocument } from "./markdown.ts";
import type { Page } from "./page.ts";
import { read } from "./repository.ts";

const source = "packages/sdk/README.md";

/** Sections that other pages of the site stand for. */
const elsewhere: Readonly<Record<string, string>> = { more: "guides/getting-started", "raw-client": "packages/client" };

/** The README of the SDK: what stands before its first section, and then a page per section. */
export function guidePages(): Page[] {
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
      anchors: new Map([[anchor, ""], ...anchorsIn(body).map((inner) => [inner, inner] as const)]),
    }));
  return [start, ...pages];
}

/** Where the sections are that have no page among the guides: a page's id by the section's anchor. */
export function sectionsElsewhere(): ReadonlyMap<string, string> {
  return new Map(Object.entries(elsewhere));
}
