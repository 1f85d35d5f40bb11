import { readDocumentPage } from "./document-pages.ts";
import type { Page } from "./page.ts";
import { findFiles } from "./repository.ts";

const folder = "packages/sdk/docs";

/** Returns a page for each file of the generated reference: `models/x.md` becomes `/reference/models/x/`. */
export function readReferencePages(): Page[] {
  return findFiles(`${folder}/**/*.md`).map((source) => {
    const path = source.slice(folder.length + 1, -".md".length).toLowerCase();
    const id = `reference/${path}`.replace(/\/readme$/, "");
    return readDocumentPage(source, id);
  });
}
