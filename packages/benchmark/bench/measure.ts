import type { Measurement } from "./measurement.ts";

/** The server and the folder that every measurement uses. */
export interface Bench {
  /** The URL of the server, without a path. */
  readonly server: string;
  /** The folder where the clients are installed, and our packages as they are published. */
  readonly folder: string;
}

/** Takes the measurements that have one name on the command line. */
export type Measure = (bench: Bench) => Promise<readonly Measurement[]>;
