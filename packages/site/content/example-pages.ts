import { basename, dirname } from "node:path";
import { readDocumentPage } from "./document-pages.ts";
import type { Page } from "./page.ts";
import { findFiles, read } from "./repository.ts";

const folder = "packages/sdk/examples";

/** Returns the table of the examples, and a page for each: for a folder, its README. */
export function readExamplePages(): Page[] {
  const apps = findFiles(`${folder}/*/README.md`).map((file) =>
    Object.assign(readDocumentPage(file, `examples/${basename(dirname(file))}`), { label: toTitle(dirname(file)) }),
  );
  const pages = [...apps, ...findFiles(`${folder}/*.ts`).map(readExamplePage)];
  return [readDocumentPage(`${folder}/README.md`, "examples"), ...pages];
}

/** Converts an example: its first comment becomes the text, the rest the code. */
function readExamplePage(source: string): Page {
  const name = basename(source, ".ts");
  const [, comment = "", code = ""] = /^((?:\/\/.*\n)*)([^]*)$/.exec(read(source)) ?? [];
  const words = comment.replaceAll(/^\/\/ ?/gm, "").trim();
  const body = `${asMarkdown(words)}\n\n\`\`\`ts title="${name}.ts"\n${code.trim()}\n\`\`\``;
  return { id: `examples/${name}`, title: toTitle(name), body, source, anchors: new Map([["", ""]]) };
}

/** Converts the name of a file or folder, such as `many-prompts`, to a title. */
function toTitle(name: string): string {
  return basename(name)
    .replaceAll("-", " ")
    .replace(/^./, (letter) => letter.toUpperCase());
}

/** Formats a command after a colon at the end of a line as a code block. */
function asMarkdown(words: string): string {
  return words.replaceAll(/: ((?:[A-Z_]+=\S+ )*node [^\n]+)$/gm, ":\n\n```sh\n$1\n```").replaceAll(/\n{3,}/g, "\n\n");
}
