import { clients, names, type Name } from "./clients.ts";
import type { Measurement } from "./measurement.ts";
import { median, quantile } from "./statistics.ts";

/** The median and the quartiles of a client's samples, or of their ratios to the baseline. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Summarizes the samples of a client, if it was measured. */
export function summarize({ isRatio, samples }: Measurement, name: Name): Summary | undefined {
  const baseline = samples.fetch ?? [];
  const measured = samples[name];
  if (!measured) return undefined;
  const values = isRatio ? measured.map((sample, round) => sample / (baseline[round] ?? Number.NaN)) : measured;
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/** Formats the cells of a row: the title, the baseline with its unit, the other clients, and the goals. */
export function formatCells(measurement: Measurement): readonly string[] {
  const { title, unit, isRatio, goal, classGoal, samples } = measurement;
  const baseline = samples.fetch ? `${formatNumber(median(samples.fetch))} ${unit}` : "–";
  const others = names.slice(1).map((name) => {
    const summary = summarize(measurement, name);
    return summary ? formatNumber(summary.median) : "–";
  });
  const goals = [goal, classGoal].filter((value) => value !== undefined).map((value) => `≤ ${formatNumber(value)}`);
  return [isRatio || samples.fetch ? title : `${title}, ${unit}`, baseline, ...others, goals.join(" / ")];
}

/** Formats a table for the terminal, followed by the quartiles of ours and of the most similar peer. */
export function formatTable(measurements: readonly Measurement[]): string {
  const rows = [["", ...names, "goal"], ...measurements.map(formatCells)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const spreads = measurements.filter(({ isRatio }) => isRatio).map(formatSpread);
  return [...table, "", ...spreads].join("\n");
}

/** Formats the Markdown table for the README, without the goals. */
export function formatMarkdown(measurements: readonly Measurement[]): string {
  const labels = names.map((name) => clients[name].replace(/@[\w-]+\/[\w-]+/, "`$&`"));
  const header = [formatMarkdownRow(["", ...labels]), formatMarkdownRow(["---", ...labels.map(() => "---:")])];
  const rows = measurements.map((measurement) => formatMarkdownRow(formatCells(measurement).slice(0, -1)));
  return [...header, ...rows].join("\n");
}

function formatMarkdownRow(entries: readonly string[]): string {
  return `| ${entries.join(" | ")} |`;
}

function formatSpread(measurement: Measurement): string {
  const parts = (["ours-function", "ours-class", "ours-node", "openapi-fetch"] as const).map((name) => {
    const summary = summarize(measurement, name);
    return summary ? `${name} ${formatNumber(summary.low)}…${formatNumber(summary.high)}` : "";
  });
  return `${measurement.title}, quartiles: ${parts.join(", ")}`;
}

function formatNumber(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString("en-US");
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
