import type { FaultServer } from "@org/test-server/fault-server/server.ts";
import type { Cases, Target } from "./target.ts";

/** Cases that go the same way through a server. */
export interface Suite {
  /** First column of the table. */
  readonly name: string;
  readonly target: Target;
  readonly cases: Cases;
}

export interface ServerUnderTest extends AsyncDisposable {
  readonly version: string;
  readonly suites: readonly Suite[];
  /** What the server logged, to explain a failure. */
  readonly log: string;
}

/** Starts a server in front of the upstream server, with its files in this folder. @throws NotInstalledError */
export type StartServer = (upstream: FaultServer, folder: string) => Promise<ServerUnderTest>;

/** The server is not on this machine; the message describes how to install it. */
export class NotInstalledError extends Error {}
