import Slugger from "github-slugger";
import { isFieldTable } from "./tables.ts";

export interface Heading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

/**
 * Makes the name of each field in a table of fields a heading, one level below that of its section. So "On this page"
 * lists it, search finds it, and a link can point to it.
 *
 * @param headings the headings of the page, in its order
 * @returns the page, and its headings with those of the fields among them
 */
export function addFieldHeadings(html: string, headings: readonly Heading[]): { html: string; headings: Heading[] } {
  const slugger = new Slugger();
  for (const { slug } of headings) slugger.slug(slug);
  const all: Heading[] = [];
  let depth = 1;
  const text = html.replaceAll(/<h[1-6] id="([^"]*)"|<table>[^]*?<\/table>/g, (part, id?: string) => {
    if (id !== undefined) {
      const heading = headings.find(({ slug }) => slug === id);
      if (heading) all.push(heading);
      depth = heading?.depth ?? depth;
      return part;
    }
    if (!isFieldTable(part)) return part;
    return part.replaceAll(
      /(<tr>\s*<td>)(<code[^>]*>([^<]*)<\/code>)/g,
      (_, start: string, code: string, name: string) => {
        const heading = { depth: Math.min(depth + 1, 6), slug: slugger.slug(name), text: name };
        all.push(heading);
        const tag = `h${heading.depth}`;
        // Search weights a heading of the third level 5, and a name in a text 1.
        return `${start}<${tag} id="${heading.slug}" data-pagefind-weight="10">${code}</${tag}>`;
      },
    );
  });
  return { html: text, headings: all };
}
