import { basename } from "node:path";
import { readDocumentPage } from "./document-pages.ts";
import type { Page } from "./page.ts";
import { findFiles, read } from "./repository.ts";

const folder = "packages/sdk/examples";

/** Returns the table of the examples, and a page for each. */
export function readExamplePages(): Page[] {
  return [readDocumentPage(`${folder}/README.md`, "examples"), ...findFiles(`${folder}/*.ts`).map(readExamplePage)];
}

/** Converts an example: its first comment becomes the text, the rest the code. */
function readExamplePage(source: string): Page {
  const name = basename(source, ".ts");
  const [, comment = "", code = ""] = /^((?:\/\/.*\n)*)([^]*)$/.exec(read(source)) ?? [];
  const words = comment.replaceAll(/^\/\/ ?/gm, "").trim();
  const title = name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  const body = `${asMarkdown(words)}\n\n\`\`\`ts title="${name}.ts"\n${code.trim()}\n\`\`\``;
  return { id: `examples/${name}`, title, body, source, anchors: new Map([["", ""]]) };
}

/** Formats a command after a colon at the end of a line as a code block. */
function asMarkdown(words: string): string {
  return words.replaceAll(/: ((?:[A-Z_]+=\S+ )*node [^\n]+)$/gm, ":\n\n```sh\n$1\n```").replaceAll(/\n{3,}/g, "\n\n");
}
