import type { Contestant, Measurement } from "./measurement.ts";
import { median, quantile } from "./statistics.ts";

/** The median and the quartiles of what is shown of a contestant. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Summarizes the samples of a contestant, if it was measured: as they are, or how each compares with that of the
 * baseline in the same round.
 */
export function summarize({ comparison, samples }: Measurement, name: Contestant): Summary | undefined {
  const measured = samples[name];
  if (!measured) return undefined;
  if (!comparison || comparison.to === name) return summarizeValues(measured);
  const baseline = samples[comparison.to] ?? [];
  return summarizeValues(
    measured.map((sample, round) => {
      const other = baseline[round] ?? Number.NaN;
      return comparison.kind === "ratio" ? sample / other : sample - other;
    }),
  );
}

function summarizeValues(values: readonly number[]): Summary {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}
