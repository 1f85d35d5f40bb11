import type { Contestant, Measurement } from "./measurement.ts";
import type { Summary } from "./summary.ts";

/** Formats the median of a contestant: an absolute value with its unit only in the row of the baseline. */
export function formatMedian(measurement: Measurement, name: Contestant, { median }: Summary): string {
  const { comparison, unit } = measurement;
  if (comparison?.to === name) return `${formatNumber(median)} ${unit}`;
  return `${getSign(measurement, median)}${formatNumber(median)}`;
}

/** Formats the median with the quartiles, if they differ from it. */
export function formatSummary(measurement: Measurement, name: Contestant, summary: Summary): string {
  return `${formatMedian(measurement, name, summary)}${formatQuartiles(summary)}`;
}

/** Formats the quartiles in parentheses. Returns an empty string if they are equal. */
export function formatQuartiles({ low, high }: Summary): string {
  if (low === high) return "";
  return ` (${formatNumber(low)}${low < 0 ? " to " : "–"}${formatNumber(high)})`;
}

/** Formats a number with as many digits as matter. */
export function formatNumber(value: number): string {
  const rounded = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (rounded >= 1_000) return `${sign}${Math.round(rounded).toLocaleString("en-US")}`;
  if (rounded >= 100 || Number.isInteger(rounded)) return `${sign}${rounded.toFixed(0)}`;
  return `${sign}${rounded.toFixed(rounded >= 10 ? 1 : 2)}`;
}

function getSign({ comparison }: Measurement, value: number): string {
  return comparison?.kind === "difference" && value > 0 ? "+" : "";
}
