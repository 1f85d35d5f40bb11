import { basename } from "node:path";
import { anchorsIn, splitDocument } from "./markdown.ts";
import type { Page } from "./page.ts";
import { filesLike, read } from "./repository.ts";

/** Markdown files that become one page each. */
const documents: readonly (readonly [source: string, id: string, label?: string])[] = [
  ["packages/sdk/MIGRATION.md", "migration"],
  ["packages/client/README.md", "packages/client", "@org/client, the raw client"],
  ["packages/types/README.md", "packages/types", "@org/types, the types"],
  ["spec/README.md", "spec/about", "How it is written"],
];

export function documentPages(): Page[] {
  const guides = filesLike("packages/sdk/guides/*.md").map((file) =>
    documentPage(file, `guides/${basename(file, ".md")}`),
  );
  const others = documents.map(([source, id, label]) =>
    Object.assign(documentPage(source, id), label ? { label } : {}),
  );
  return [...guides, ...others];
}

/** Converts a Markdown file to one page. */
export function documentPage(source: string, id: string): Page {
  const text = read(source);
  const { title } = splitDocument(text);
  const body = text.replace(/^[^]*?^# .*\n/m, "").trim();
  return { id, title, body, source, anchors: new Map([["", ""], ...anchorsIn(body).map((it) => [it, it] as const)]) };
}
