import { contestants, names, type Name } from "./contestants.ts";
import type { Line } from "./measurement.ts";
import { median, quantile } from "./statistics.ts";

/** The median of a contestant, and the quarters of its samples below and above: as ratios where the line shows such. */
export interface Value {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function valueOf({ isRatio, samples }: Line, name: Name): Value | undefined {
  const limit = samples.fetch ?? [];
  const own = samples[name];
  if (!own) return undefined;
  const values = isRatio ? own.map((sample, round) => sample / (limit[round] ?? Number.NaN)) : own;
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/** The cells of a line: its title, the limit as it is, the others, and the goal. */
export function cells(line: Line): readonly string[] {
  const { title, unit, isRatio, goal, classGoal, samples } = line;
  const limit = samples.fetch ? `${number(median(samples.fetch))} ${unit}` : "–";
  const others = names.slice(1).map((name) => {
    const value = valueOf(line, name);
    return value ? number(value.median) : "–";
  });
  const goals = [goal, classGoal].filter((each) => each !== undefined).map((each) => `≤ ${number(each)}`);
  return [isRatio || samples.fetch ? title : `${title}, ${unit}`, limit, ...others, goals.join(" / ")];
}

/** The lines for a terminal, with the spread of ours and of the peer nearest to it. */
export function text(lines: readonly Line[]): string {
  const rows = [["", ...names, "goal"], ...lines.map(cells)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const spreads = lines.filter(({ isRatio }) => isRatio).map(spread);
  return [...table, "", ...spreads].join("\n");
}

/** The lines for a README. */
export function markdown(lines: readonly Line[]): string {
  const titles = names.map((name) => contestants[name].replace(/@[\w-]+\/[\w-]+/, "`$&`"));
  const rule = markdownRow(["---", ...titles.map(() => "---:")]);
  return [markdownRow(["", ...titles]), rule, ...lines.map((line) => markdownRow(cells(line).slice(0, -1)))].join("\n");
}

function markdownRow(entries: readonly string[]): string {
  return `| ${entries.join(" | ")} |`;
}

function spread(line: Line): string {
  const parts = (["ours-function", "ours-class", "ours-node", "openapi-fetch"] as const).map((name) => {
    const value = valueOf(line, name);
    return value ? `${name} ${number(value.low)}…${number(value.high)}` : "";
  });
  return `${line.title}, the middle half of the rounds: ${parts.join(", ")}`;
}

function number(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString("en-US");
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
