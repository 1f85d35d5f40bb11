import Slugger from "github-slugger";
import { blankFences } from "../../docs-tests/fences.ts";

/** Markdown from one heading to the next of its level, without the heading. */
export interface Section {
  readonly heading: string;
  readonly anchor: string;
  readonly body: string;
}

/** Splits a text into its title, the text before the first second-level heading, and the sections. */
export function splitDocument(markdown: string): { title: string; intro: string; sections: Section[] } {
  const lines = markdown.split("\n");
  const bare = blankFences(markdown).split("\n");
  const starts = bare.flatMap((line, index) => (line.startsWith("## ") ? [index] : []));
  const top = bare.findIndex((line) => line.startsWith("# "));
  const slice = (from: number, to: number | undefined): string => lines.slice(from, to).join("\n").trim();
  return {
    title: toPlainText(lines[top]?.slice(2) ?? ""),
    intro: slice(top + 1, starts[0]),
    sections: starts.map((start, index) => {
      const heading = toPlainText(lines[start]?.slice(3) ?? "");
      return { heading, anchor: new Slugger().slug(heading), body: slice(start + 1, starts[index + 1]) };
    }),
  };
}

/** Moves headings one level up, for a section that became a page. */
export function promoteHeadings(markdown: string): string {
  return mapText(markdown, (line) => line.replace(/^#(##+ )/, "$1"));
}

/** Returns the anchors of the headings of a text, second level and below. */
export function getAnchors(markdown: string): string[] {
  const slugger = new Slugger();
  const headings = blankFences(markdown).matchAll(/^##+ +(.*?)\s*$/gm);
  return Array.from(headings, ([, heading = ""]) => slugger.slug(toPlainText(heading)));
}

/** Removes what only the repository needs: comments, test options of snippets, GitHub's emoji names. */
export function cleanMarkdown(markdown: string): string {
  const text = markdown.replaceAll(/<!--[^]*?-->\n?/g, "");
  return text
    .replaceAll(/^(```ts|```typescript) [a-z-]+: .*$/gm, "$1")
    .replaceAll(":heavy_check_mark:", "**required**")
    .replaceAll(":heavy_minus_sign:", "optional");
}

/** Returns the first paragraph as plain text, for search engines. */
export function getFirstParagraph(markdown: string): string | undefined {
  const paragraphs = blankFences(cleanMarkdown(markdown)).split(/\n{2,}/);
  const found = paragraphs.map((text) => text.trim()).find((text) => /^[\p{L}`*[@]/u.test(text));
  return found === undefined ? undefined : toPlainText(found).replaceAll(/\s+/g, " ").slice(0, 300);
}

/** Changes each line outside of code blocks. */
export function mapText(markdown: string, change: (line: string) => string): string {
  const bare = blankFences(markdown).split("\n");
  const lines = markdown.split("\n");
  return lines.map((line, index) => (bare[index] === line ? change(line) : line)).join("\n");
}

function toPlainText(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*\\]/g, "")
    .trim();
}
