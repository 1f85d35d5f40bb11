import type { APIContext, GetStaticPathsItem } from "astro";
import { renderMarkdownPages } from "../../content/markdown-pages.ts";
import { sitePath } from "../site-path.ts";

export function getStaticPaths(): GetStaticPathsItem[] {
  return renderMarkdownPages(sitePath("/")).map(({ id, text }) => ({ params: { id }, props: { text } }));
}

/** Serves the Markdown version of each page. */
export function GET({ props }: APIContext<{ text: string }>): Response {
  return new Response(props.text, { headers: { "content-type": "text/markdown; charset=utf-8" } });
}
