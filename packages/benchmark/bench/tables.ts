import { clients, observed } from "./clients.ts";
import { formatMedian, formatSummary } from "./format.ts";
import type { Contestant, Measurement } from "./measurement.ts";
import { relays } from "./relays.ts";
import { summarize } from "./summary.ts";

/** A table with a row for each contestant, and a column for each measurement. */
export interface Table {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

const labels: Readonly<Record<Contestant, string>> = { ...clients, ...observed, ...relays };

/** Creates the tables of measurements, with quartiles. */
export function createTables(measurements: readonly Measurement[]): readonly Table[] {
  const headings = [...new Set(measurements.map(({ table }) => table))];
  return headings.map((heading) => {
    const columns = measurements.filter(({ table }) => table === heading);
    const titles = columns.map(({ title, comparison, unit }) => (comparison ? title : `${title}, ${unit}`));
    return { heading, rows: createRows(columns, titles, formatSummary) };
  });
}

/** Creates the rows of the short table of the README, without quartiles, and without the second client of a peer. */
export function createSummaryRows(measurements: readonly Measurement[]): Table["rows"] {
  const columns = measurements.filter(({ summary }) => summary !== undefined);
  const titles = columns.map(({ summary = "", comparison, unit }) => (comparison ? summary : `${summary}, ${unit}`));
  const names = getMeasured(columns).filter((name) => name !== "openrouter-class");
  return createRows(columns, titles, formatMedian, names);
}

/** Formats a table for the terminal. */
export function formatText({ heading, rows }: Table): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return [heading, ...lines.map((line) => line.trimEnd()), ""].join("\n");
}

/** Formats the rows of a table as Markdown. Not aligned: the padding would be a third of the published README. */
export function formatMarkdown(rows: Table["rows"]): string {
  const [titles = [], ...others] = rows;
  const separators = titles.map((_, column) => (column === 0 ? "---" : "---:"));
  const lines = [titles, separators, ...others.map(([label = "", ...cells]) => [markPackages(label)].concat(cells))];
  return ["<!-- prettier-ignore -->", ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

/** Returns the contestants that any of the measurements has, in the order of their rows. */
export function getMeasured(measurements: readonly Measurement[]): readonly Contestant[] {
  return (Object.keys(labels) as Contestant[]).filter((name) => measurements.some(({ samples }) => samples[name]));
}

function createRows(
  columns: readonly Measurement[],
  titles: readonly string[],
  formatCell: typeof formatSummary,
  names = getMeasured(columns),
): Table["rows"] {
  const rows = names.map((name) => {
    const summaries = columns.map((measurement) => [measurement, summarize(measurement, name)] as const);
    const cells = summaries.map(([measurement, it]) => (it ? formatCell(measurement, name, it) : "–"));
    return [labels[name]].concat(cells);
  });
  return [["", ...titles], ...rows];
}

function markPackages(label: string): string {
  return label.replace(/@[\w-]+\/[\w-]+/, "`$&`");
}
