import { defineRouteMiddleware } from "@astrojs/starlight/route-data";
import { getMarkdownPath, renderMarkdownPages } from "../content/markdown-pages.ts";
import { sitePath } from "./site-path.ts";

const base = sitePath("/");
const ids = new Set(renderMarkdownPages(base).map(({ id }) => id));

/** Adds a link to the Markdown version of a page. The lists of operations have the API description instead. */
export const onRequest = defineRouteMiddleware(({ url, locals }) => {
  const id = url.pathname.slice(base.length).replace(/\/$/, "") || "index";
  const { head } = locals.starlightRoute;
  const addLink = (type: string, href: string): void => {
    head.push({ tag: "link", attrs: { rel: "alternate", type, href }, content: "" });
  };
  if (ids.has(id)) addLink("text/markdown", getMarkdownPath(id, base));
  else if (/^spec(\/|$)/.test(id)) addLink("application/yaml", sitePath("/openapi.yaml"));
});
