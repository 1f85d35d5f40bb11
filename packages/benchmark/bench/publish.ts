import { readFile, writeFile } from "node:fs/promises";
import { chart } from "./chart.ts";
import type { Results } from "./results.ts";
import { markdown } from "./report.ts";

const readme = new URL("../../sdk/README.md", import.meta.url);
const picture = new URL("../../sdk/benchmark.svg", import.meta.url);
const published = new URL("published.json", import.meta.url);
const markers = /(?<=<!-- benchmark:start -->\n)[^]*(?=<!-- benchmark:end -->)/;

/** Whether the README has a place for the results: asked before minutes are spent on them. */
export async function mustHavePlace(): Promise<string> {
  const page = await readFile(readme, "utf8");
  if (markers.test(page)) return page;
  throw new Error("The README of the SDK needs the lines <!-- benchmark:start --> and <!-- benchmark:end -->");
}

/** Writes the results where readers see them: the table and the chart into the README of the package, with the date. */
export async function publish(results: Results): Promise<void> {
  const page = await mustHavePlace();
  const { date, machine, versions, lines } = results;
  const measured = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const section = `
![Cost of a call and of a stream, as multiples of a hand-written fetch](benchmark.svg)

<!-- Not aligned: the padding would be a third of the published README. -->
<!-- prettier-ignore -->
${markdown(lines)}

The first column is the baseline, in absolute numbers. Times and CPU of the others are multiples of it: medians of rounds
in which all took turns. ${date}; ${machine}; ${measured.join(", ")}.

`;
  await writeFile(
    readme,
    page.replace(markers, () => section),
  );
  await writeFile(picture, await chart(lines.filter(({ isCharted }) => isCharted)));
  await writeFile(published, `${JSON.stringify(results, null, 1)}\n`);
}
