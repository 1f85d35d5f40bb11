import { formatNumber, formatQuartiles } from "./format.ts";
import type { Contestant, Measurement } from "./measurement.ts";
import { summarize } from "./summary.ts";
import type { Table } from "./tables.ts";

/** Creates a table of the goals, and of whether the medians meet them. */
export function createGoalTable(measurements: readonly Measurement[]): Table {
  const rows = measurements.flatMap((measurement) =>
    Object.entries(measurement.goals ?? {}).map(([name, goal]) => judge(measurement, name as Contestant, goal)),
  );
  return { heading: "Goals", rows: [["goal", "", "at most", "median (quartiles)", ""], ...rows] };
}

function judge(measurement: Measurement, name: Contestant, goal: number): readonly string[] {
  const { table, title, comparison, unit } = measurement;
  const summary = summarize(measurement, name);
  if (!summary) throw new Error(`${name} has a goal for "${table}, ${title}" but was not measured`);
  const { median } = summary;
  const compared = comparison ? `${comparison.kind === "ratio" ? "/" : "−"} ${comparison.to}` : "";
  const limit = `${formatNumber(goal)}${comparison?.kind === "ratio" ? "" : ` ${unit}`}`;
  return [
    `${table}, ${title}`,
    `${name} ${compared}`.trim(),
    limit,
    `${formatNumber(median)}${formatQuartiles(summary)}`,
    median <= goal ? "met" : "**missed**",
  ];
}
