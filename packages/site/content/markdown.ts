import Slugger from "github-slugger";
import { withoutFences } from "../../e2e/docs/fences.ts";

/** Markdown from one heading to the next of its level, without the heading. */
export interface Section {
  readonly heading: string;
  readonly anchor: string;
  readonly body: string;
}

/** A text as its title, what stands before the first second-level heading, and the sections that follow. */
export function splitDocument(markdown: string): { title: string; intro: string; sections: Section[] } {
  const lines = markdown.split("\n");
  const bare = withoutFences(markdown).split("\n");
  const starts = bare.flatMap((line, index) => (line.startsWith("## ") ? [index] : []));
  const top = bare.findIndex((line) => line.startsWith("# "));
  const cut = (from: number, to: number | undefined): string => lines.slice(from, to).join("\n").trim();
  return {
    title: plain(lines[top]?.slice(2) ?? ""),
    intro: cut(top + 1, starts[0]),
    sections: starts.map((start, index) => {
      const heading = plain(lines[start]?.slice(3) ?? "");
      return { heading, anchor: new Slugger().slug(heading), body: cut(start + 1, starts[index + 1]) };
    }),
  };
}

/** Headings one level up, for a section that became a page. */
export function promoteHeadings(markdown: string): string {
  return mapText(markdown, (line) => line.replace(/^#(##+ )/, "$1"));
}

/** The anchors of a text's headings, second level and below. */
export function anchorsIn(markdown: string): string[] {
  const slugger = new Slugger();
  const headings = withoutFences(markdown).matchAll(/^##+ +(.*?)\s*$/gm);
  return Array.from(headings, ([, heading = ""]) => slugger.slug(plain(heading)));
}

/** What a page needs not show: comments, what tells the tests about a snippet, and GitHub's names of pictures. */
export function tidy(markdown: string): string {
  const text = markdown.replaceAll(/<!--[^]*?-->\n?/g, "");
  return text
    .replaceAll(/^(```ts|```typescript) [a-z-]+: .*$/gm, "$1")
    .replaceAll(":heavy_check_mark:", "**required**")
    .replaceAll(":heavy_minus_sign:", "optional");
}

/** The first paragraph as plain words, for search engines. */
export function firstParagraph(markdown: string): string | undefined {
  const paragraphs = withoutFences(tidy(markdown)).split(/\n{2,}/);
  const found = paragraphs.map((text) => text.trim()).find((text) => /^[\p{L}`*[@]/u.test(text));
  return found === undefined ? undefined : plain(found).replaceAll(/\s+/g, " ").slice(0, 300);
}

/** Applies a change to each line that is no code. */
export function mapText(markdown: string, change: (line: string) => string): string {
  const bare = withoutFences(markdown).split("\n");
  const lines = markdown.split("\n");
  return lines.map((line, index) => (bare[index] === line ? change(line) : line)).join("\n");
}

function plain(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*\\]/g, "")
    .trim();
}
