import type { Line } from "./measurement.ts";

/** What the rows have in common. */
export interface Bench {
  /** The server's address, without a path. */
  readonly server: string;
  /** Where bench's packages and ours, as they are published, are installed. */
  readonly folder: string;
}

/** What is measured under one name of the command line. */
export type Row = (bench: Bench) => Promise<readonly Line[]>;
