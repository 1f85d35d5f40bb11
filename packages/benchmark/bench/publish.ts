import { readFile, writeFile } from "node:fs/promises";
import { drawChart } from "./chart.ts";
import { formatGoals, formatGuide, formatReadme } from "./pages.ts";
import type { Results } from "./results.ts";

/** A page with a part that is written by the benchmark. */
export interface PublishedPage {
  readonly url: URL;
  readonly format: (results: Results) => string;
}

export const pages: readonly PublishedPage[] = [
  { url: new URL("../../sdk/README.md", import.meta.url), format: formatReadme },
  { url: new URL("../../sdk/guides/performance.md", import.meta.url), format: formatGuide },
  { url: new URL("README.md", import.meta.url), format: formatGoals },
];
const published = new URL("published.json", import.meta.url);
const chart = new URL("../../sdk/benchmark.svg", import.meta.url);
const markers = /(?<=<!-- benchmark:start -->\n)[^]*(?=<!-- benchmark:end -->)/;

/**
 * Reads the pages.
 *
 * @throws {Error} when one lacks the markers for the results
 */
export async function readPages(): Promise<ReadonlyMap<PublishedPage, string>> {
  const texts = new Map<PublishedPage, string>();
  for (const page of pages) {
    const text = await readFile(page.url, "utf8");
    if (!markers.test(text)) {
      throw new Error(
        `${page.url.pathname} must contain the lines <!-- benchmark:start --> and <!-- benchmark:end -->`,
      );
    }
    texts.set(page, text);
  }
  return texts;
}

/** Reads the results that the pages contain. */
export async function readPublished(): Promise<Results> {
  return JSON.parse(await readFile(published, "utf8")) as Results;
}

/** Returns the text of a page with the results between its markers. */
export function fillPage({ format }: PublishedPage, text: string, results: Results): string {
  return text.replace(markers, () => format(results));
}

/** Writes the tables to the pages, the chart, and all samples to published.json. */
export async function publish(results: Results): Promise<void> {
  for (const [page, text] of await readPages()) await writeFile(page.url, fillPage(page, text, results));
  await writeFile(chart, await drawChart(results.measurements.filter(({ isCharted }) => isCharted)));
  await writeFile(published, `${JSON.stringify(results, null, 1)}\n`);
}
