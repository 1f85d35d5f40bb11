import { homeSections, readHomePage } from "./home-page.ts";
import { getFirstParagraph, splitDocument } from "./markdown.ts";
import { renderOperations } from "./operation-markdown.ts";
import { readPages, LinkWriter } from "./pages.ts";
import { read } from "./repository.ts";

/** The Markdown version of a page, for coding assistants. */
export interface MarkdownPage {
  /** The path of the page on the site, without slashes at the ends; `index` for the home page. */
  readonly id: string;
  readonly title: string;
  /** The first paragraph, as plain text. */
  readonly description: string | undefined;
  /** The Markdown, with its title, and with links to the Markdown versions of other pages. */
  readonly text: string;
}

/**
 * Returns the Markdown version of each page.
 *
 * @param base the path of the site on its host, with a slash at both ends
 */
export function renderMarkdownPages(base: string): MarkdownPage[] {
  const pages = readPages();
  const links = new LinkWriter(pages, { base, toMarkdown: true });
  const texts = pages.map((page) => ({
    id: page.id,
    title: page.title,
    description: getFirstParagraph(page.body),
    text: `# ${page.title.replaceAll(/[<>]/g, "\\$&")}\n\n${links.render(page)}\n`,
  }));
  return [renderHomePage(links), ...texts, ...renderOperations(links, `${base}openapi.yaml`)];
}

/** Returns the path of the Markdown version of a page. */
export function getMarkdownPath(id: string, base: string): string {
  return `${base}${id}.md`;
}

function renderHomePage(links: LinkWriter): MarkdownPage {
  const { title, tagline, intro } = readHomePage();
  const { sections } = splitDocument(read("README.md"));
  const shown = sections.filter(({ anchor }) => homeSections.some((it) => it === anchor));
  const parts = [
    `# ${title}`,
    links.render({ body: intro, source: "packages/sdk/README.md" }),
    ...shown.map(({ heading, body }) => `## ${heading}\n\n${links.render({ body, source: "README.md" })}`),
  ];
  return { id: "index", title, description: tagline, text: `${parts.join("\n\n")}\n` };
}
