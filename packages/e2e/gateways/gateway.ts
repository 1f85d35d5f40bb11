import type { FaultServer } from "@org/test-server/fault-server/server.ts";
import type { Cases, Target } from "./target.ts";

/** Cases that use the same path through a gateway. */
export interface Suite {
  /** The first column of the table. */
  readonly name: string;
  readonly target: Target;
  readonly cases: Cases;
}

export interface Gateway extends AsyncDisposable {
  readonly version: string;
  readonly suites: readonly Suite[];
  /** The log of the gateway, printed after a failure. */
  readonly log: string;
}

/** Starts a gateway in front of the upstream server, with its files in this folder. @throws NotInstalledError */
export type StartGateway = (upstream: FaultServer, folder: string) => Promise<Gateway>;

/** The gateway is not installed on this machine. The message describes how to install it. */
export class NotInstalledError extends Error {}
