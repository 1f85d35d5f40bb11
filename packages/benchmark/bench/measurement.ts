import type { Name } from "./contestants.ts";

/** One line of the table: the same measurement of each contestant. */
export interface Line {
  readonly title: string;
  /** What the samples count. */
  readonly unit: "µs" | "ms" | "s" | "MiB" | "KiB" | "bytes" | "blocks" | "packages" | "instantiations";
  /** Shown as ratios to the first contestant in the same round, or as they are. */
  readonly isRatio: boolean;
  /** Whether it is one of the few in the picture. */
  readonly isCharted?: boolean;
  /** What ours should not exceed: a function, and a class where that is different. */
  readonly goal?: number;
  readonly classGoal?: number;
  /** A sample for each round; contestants that the line does not apply to are missing. */
  readonly samples: Samples;
}

export type Samples = Partial<Record<Name, readonly number[]>>;
/** Measures one contestant once. */
export type Measure = (name: Name) => Promise<number | undefined>;

/** Contestants in turn, round by round: whatever else the machine does meanwhile meets all of them. */
export async function interleaved(names: readonly Name[], rounds: number, measure: Measure): Promise<Samples> {
  const samples: Partial<Record<Name, number[]>> = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const sample = await measure(name);
      if (sample !== undefined) (samples[name] ??= []).push(sample);
    }
  }
  return samples;
}
