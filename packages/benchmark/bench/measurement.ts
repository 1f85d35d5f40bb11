import type { Name } from "./clients.ts";

/** A row of the table: the samples of each client. */
export interface Measurement {
  readonly title: string;
  readonly unit: "µs" | "ms" | "s" | "MiB" | "KiB" | "bytes" | "blocks" | "packages" | "instantiations";
  /** Whether samples are shown as multiples of the first client's sample in the same round. */
  readonly isRatio: boolean;
  /** Whether the chart shows it. */
  readonly isCharted?: boolean;
  /** The value that ours should not exceed. */
  readonly goal?: number;
  /** The goal of the class, where it differs from that of the function. */
  readonly classGoal?: number;
  /** A sample for each round. Clients that were not measured are missing. */
  readonly samples: Samples;
}

export type Samples = Partial<Record<Name, readonly number[]>>;
/** Measures one client once. */
export type Measure = (name: Name) => Promise<number | undefined>;

/** Measures the clients in turns, round by round, so that other load on the machine affects all of them. */
export async function measureInTurns(names: readonly Name[], rounds: number, measure: Measure): Promise<Samples> {
  const samples: Partial<Record<Name, number[]>> = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const sample = await measure(name);
      if (sample !== undefined) (samples[name] ??= []).push(sample);
    }
  }
  return samples;
}
