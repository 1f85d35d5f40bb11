import type { AdapterName } from "./clients.ts";
import type { RelayName } from "./relays.ts";

/** What is measured in a process of its own. */
export type Contestant = AdapterName | RelayName;

/** A column of a table: the samples of each contestant. Lower is better in all of them. */
export interface Measurement {
  /** The heading of the table. */
  readonly table: string;
  /** The heading of the column. */
  readonly title: string;
  /** The heading of its column in the README of the SDK, if it is there. */
  readonly summary?: string;
  readonly unit: "µs" | "ms" | "s" | "MiB" | "KiB" | "bytes" | "blocks" | "packages" | "instantiations";
  /** How samples are shown, if not as they are: as multiples or differences of another's in the same round. */
  readonly comparison?: Comparison;
  /** Whether the chart shows it. */
  readonly isCharted?: boolean;
  /** The values that should not be exceeded, in the form in which they are shown. */
  readonly goals?: Partial<Record<Contestant, number>>;
  /** A sample for each round. Contestants that were not measured are missing. */
  readonly samples: Samples;
}

export interface Comparison {
  readonly kind: "ratio" | "difference";
  readonly to: Contestant;
}

/** A sample for each round. */
export type Samples = PerContestant<number>;
/** What was measured in each round. */
export type PerContestant<T> = Partial<Record<Contestant, readonly T[]>>;

/** Multiples of a hand-written fetch that can be canceled. */
export const multiples: Comparison = { kind: "ratio", to: "fetch-cancelable" };

/**
 * Measures the contestants in turns, round by round, so that other load on the machine affects all of them. Every second
 * round is in reverse order, so that none always has the same predecessor.
 */
export async function measureInTurns<N extends Contestant, T>(
  names: readonly N[],
  rounds: number,
  measure: (name: N) => Promise<T>,
): Promise<PerContestant<T>> {
  const measured = new Map(names.map((name): [N, T[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const turns = round % 2 === 0 ? names : names.toReversed();
    for (const name of turns) measured.get(name)?.push(await measure(name));
  }
  return Object.fromEntries(measured);
}

/** Returns a sample of each result. */
export function toSamples<T>(results: PerContestant<T>, pick: (result: T) => number): Samples {
  return Object.fromEntries(Object.entries(results).map(([name, values]) => [name, values.map(pick)]));
}
