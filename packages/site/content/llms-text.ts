import { readHomePage } from "./home-page.ts";
import { getMarkdownPath, renderMarkdownPages, type MarkdownPage } from "./markdown-pages.ts";

/** The sections of llms.txt: the title, and the IDs of their pages. A page is in the first section that matches. */
const parts: readonly (readonly [title: string, ids: RegExp])[] = [
  ["Guides", /^(index$|guides\/|migration$)/],
  ["Examples", /^examples/],
  ["Client, operations and functions", /^reference(\/sdks\/.*|\/funcs\/.*|\/lib\/[^/]*)?$/],
  ["Other packages", /^packages\//],
  ["HTTP API", /^spec\//],
  // By convention, a reader that lacks space leaves these out.
  ["Optional", /^/],
];

/** Formats the list of all pages for coding assistants, as https://llmstxt.org describes. */
export function formatLLMSText(base: string): string {
  const { title, tagline } = readHomePage();
  const pages = Map.groupBy(renderMarkdownPages(base), ({ id }) => parts.find(([, ids]) => ids.test(id))?.[0]);
  const sections = parts.map(([name]) => {
    const lines = (pages.get(name) ?? []).map((page) => formatLine(page, base));
    if (name === "HTTP API") lines.unshift(`- [openapi.yaml](${base}openapi.yaml): The API description, OpenAPI 3.1`);
    return `## ${name}\n\n${lines.join("\n")}`;
  });
  const about = "Each page of the site has a Markdown version: `.md` in place of the slash at the end of its address.";
  return `${[`# ${title}`, `> ${tagline}`, about, ...sections].join("\n\n")}\n`;
}

function formatLine({ id, title, description }: MarkdownPage, base: string): string {
  const link = `- [${title}](${getMarkdownPath(id, base)})`;
  return description === undefined ? link : `${link}: ${description.replaceAll(/\s+/g, " ")}`;
}
