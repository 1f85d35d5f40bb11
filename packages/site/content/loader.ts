import type { Loader, LoaderContext } from "astro/loaders";
import { normalizeBasePath } from "./base-path.ts";
import { readDescription } from "./description.ts";
import { addFieldHeadings } from "./field-headings.ts";
import { getFirstParagraph, splitDocument } from "./markdown.ts";
import type { Page } from "./page.ts";
import { readPages, LinkWriter } from "./pages.ts";
import { read, root } from "./repository.ts";
import { getRequestFields } from "./request-fields.ts";
import { frameTables } from "./tables.ts";

/** Loads pages from the Markdown files and the examples of the repository, without copying them. */
export function createRepositoryLoader(): Loader {
  return createLoader("repository", loadPages, () => readPages().map(({ source }) => source));
}

/** Loads the sections of the repository's README, by anchor. */
export function createPartsLoader(): Loader {
  return createLoader("readme", loadParts, () => ["README.md"]);
}

/** Creates a loader that loads everything again when a source changes. */
function createLoader(name: string, load: (context: LoaderContext) => Promise<void>, sources: () => string[]): Loader {
  return {
    name,
    async load(context) {
      await load(context);
      const files = new Set(sources().map((source) => `${root}/${source}`));
      context.watcher?.add([...files]);
      context.watcher?.on("change", (file) => {
        if (files.has(file)) void load(context);
      });
    },
  };
}

async function loadPages(context: LoaderContext): Promise<void> {
  // Pages of an earlier run, whose sources may have been removed.
  context.store.clear();
  const pages = readPages();
  const links = createLinkWriter(context, pages);
  const requestFields = getRequestFields(readDescription());
  for (const page of pages) {
    const description = getFirstParagraph(page.body);
    const fields = requestFields.get(page.id);
    const data = {
      title: page.title,
      ...(description !== undefined && { description }),
      ...(fields && { head: [createSearchTag(fields)] }),
    };
    await store(context, page.id, links.render(page), data);
  }
}

function createLinkWriter({ config }: LoaderContext, pages: readonly Page[]): LinkWriter {
  return new LinkWriter(pages, { base: normalizeBasePath(config.base) });
}

/** Creates the tag with the names that search weights like a title, if `metaWeights` in astro.config.ts say so. */
function createSearchTag(names: readonly string[]): { tag: "meta"; attrs: Record<string, string> } {
  return { tag: "meta", attrs: { "data-pagefind-meta": "request[content]", content: names.join(" ") } };
}

async function loadParts(context: LoaderContext): Promise<void> {
  const links = createLinkWriter(context, readPages());
  for (const { anchor, heading, body } of splitDocument(read("README.md")).sections) {
    await store(context, anchor, links.render({ body, source: "README.md" }), { heading });
  }
}

async function store(context: LoaderContext, id: string, body: string, given: Record<string, unknown>): Promise<void> {
  const data = await context.parseData({ id, data: given });
  // Starlight adds anchors to headings only for files in this folder.
  const fileURL = new URL(`src/content/docs/${id}.md`, context.config.root);
  const rendered = await context.renderMarkdown(body, { fileURL });
  const { html: withFields, headings } = addFieldHeadings(rendered.html, rendered.metadata?.headings ?? []);
  const html = frameTables(withFields);
  const metadata = { ...rendered.metadata, headings };
  context.store.set({ id, data, body, digest: context.generateDigest(html), rendered: { html, metadata } });
}
