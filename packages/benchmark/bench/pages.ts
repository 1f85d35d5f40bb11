import { createGoalTable } from "./goals.ts";
import type { Measurement } from "./measurement.ts";
import type { Results } from "./results.ts";
import { summarize } from "./summary.ts";
import { median } from "./statistics.ts";
import { createSummaryRows, createTables, formatMarkdown, getMeasured } from "./tables.ts";

const repository = "https://github.com/org/openrouter-typescript/blob/main/packages";
/** Absolute, since npm and editors show the README without the repository. */
const chart = "https://raw.githubusercontent.com/org/openrouter-typescript/main/packages/sdk/benchmark.svg";

/** Formats the short table of the SDK's README. */
export function formatReadme({ date, machine, measurements }: Results): string {
  return `
![Cost of a call and of a stream, as multiples of a hand-written fetch](${chart})

${formatMarkdown(createSummaryRows(measurements))}

CPU time of an import, a call and an event of a stream, and the time until the first chunk, as multiples of the first row:
medians of rounds in which all took turns. Half of the rounds are typically within ${getNoise(measurements)} % of them, so
smaller differences are not significant. ${date}; ${machine}. [Performance](${repository}/sdk/guides/performance.md)
has all figures with their quartiles, and what they mean.

`;
}

/** Formats all tables with quartiles, for the guide. */
export function formatGuide({ date, machine, versions, measurements }: Results): string {
  const tables = createTables(measurements).map(({ heading, rows }) => `### ${heading}\n\n${formatMarkdown(rows)}\n`);
  const measured = Object.entries(versions).map(([name, version]) => `\`${name}\` ${version}`);
  return `
Measured on ${date}, with ${machine}; ${measured.join(", ")}.

${tables.join("\n")}
`;
}

/** Formats the goals, for the README of the benchmark. */
export function formatGoals({ date, measurements }: Results): string {
  return `
${formatMarkdown(createGoalTable(measurements).rows)}

Measured on ${date}.

`;
}

/** Returns how far the quartiles of the short table typically are from their medians, in percent. */
function getNoise(measurements: readonly Measurement[]): number {
  const summaries = measurements
    .filter(({ summary, comparison }) => summary !== undefined && comparison)
    .flatMap((measurement) => getMeasured([measurement]).map((name) => summarize(measurement, name)))
    .filter((summary) => summary !== undefined);
  const distances = summaries.map(({ median: middle, low, high }) => Math.max(middle - low, high - middle) / middle);
  return Math.ceil(median(distances) * 100);
}
