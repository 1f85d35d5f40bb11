import { readFile, writeFile } from "node:fs/promises";
import { drawChart } from "./chart.ts";
import type { Results } from "./results.ts";
import { formatMarkdown } from "./report.ts";

const readme = new URL("../../sdk/README.md", import.meta.url);
const chart = new URL("../../sdk/benchmark.svg", import.meta.url);
/** Absolute, since npm and editors show the README without the repository. */
const chartURL = "https://raw.githubusercontent.com/org/openrouter-typescript/main/packages/sdk/benchmark.svg";
const published = new URL("published.json", import.meta.url);
const markers = /(?<=<!-- benchmark:start -->\n)[^]*(?=<!-- benchmark:end -->)/;

/**
 * Reads the README of the SDK.
 *
 * @throws {Error} when it lacks the markers for the results
 */
export async function readReadme(): Promise<string> {
  const page = await readFile(readme, "utf8");
  if (markers.test(page)) return page;
  throw new Error("The README of the SDK must contain the lines <!-- benchmark:start --> and <!-- benchmark:end -->");
}

/** Writes the table to the README of the SDK, the chart next to it, and all samples to published.json. */
export async function publish(results: Results): Promise<void> {
  const page = await readReadme();
  const { date, machine, versions, measurements } = results;
  const measured = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const section = `
![Cost of a call and of a stream, as multiples of a hand-written fetch](${chartURL})

<!-- Not aligned: the padding would be a third of the published README. -->
<!-- prettier-ignore -->
${formatMarkdown(measurements)}

The first column is the baseline, in absolute numbers. Times and CPU of the others are multiples of it: medians of rounds
in which all took turns. ${date}; ${machine}; ${measured.join(", ")}.

`;
  await writeFile(
    readme,
    page.replace(markers, () => section),
  );
  await writeFile(chart, await drawChart(measurements.filter(({ isCharted }) => isCharted)));
  await writeFile(published, `${JSON.stringify(results, null, 1)}\n`);
}
