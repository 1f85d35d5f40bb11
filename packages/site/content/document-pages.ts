import { basename } from "node:path";
import { getAnchors, splitDocument } from "./markdown.ts";
import type { Page } from "./page.ts";
import { findFiles, read } from "./repository.ts";

/** Markdown files that become one page each. */
const documents: readonly (readonly [source: string, id: string, label?: string])[] = [
  ["packages/sdk/MIGRATION.md", "migration"],
  ["packages/client/README.md", "packages/client", "@org/client, the raw client"],
  ["packages/types/README.md", "packages/types", "@org/types, the types"],
  ["spec/README.md", "spec/about", "How it is written"],
];

export function readDocumentPages(): Page[] {
  const guides = findFiles("packages/sdk/guides/*.md").map((file) =>
    readDocumentPage(file, `guides/${basename(file, ".md")}`),
  );
  const others = documents.map(([source, id, label]) =>
    Object.assign(readDocumentPage(source, id), label ? { label } : {}),
  );
  return [...guides, ...others];
}

/** Converts a Markdown file to one page. */
export function readDocumentPage(source: string, id: string): Page {
  const text = read(source);
  const { title } = splitDocument(text);
  const body = text.replace(/^[^]*?^# .*\n/m, "").trim();
  return { id, title, body, source, anchors: new Map([["", ""], ...getAnchors(body).map((it) => [it, it] as const)]) };
}
