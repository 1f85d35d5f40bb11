import { setImmediate, setTimeout } from "node:timers/promises";
import type { RequestOptions } from "@org/sdk";
import { createClient } from "@org/test-server/client/client.ts";
import { type CallMode, type CallOutcome, runCall } from "@org/test-server/client/run-call.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/all-faults.ts";
import { type FaultServer, startFaultServer } from "@org/test-server/fault-server/server.ts";

/** The outcome of a call against a fault, and the state of the server after it. */
export interface ObservedCall extends CallOutcome {
  /** The requests as text: method, path and body. */
  requests: readonly string[];
  /** The side that closed the connection of each request, or `"kept"` when it is open. */
  sockets: readonly string[];
  /** The number of connections that had requests. */
  connections: number;
}

// Long enough for an unwanted retry after 2 ms.
const watchMs = 25;

interface ObserveOptions extends RequestOptions {
  keepAlive: boolean;
  /** Whether each connection must be closed after the call. */
  isClosed: boolean;
  /** Runs during the call. */
  during?: (server: FaultServer) => Promise<void>;
}

/** Makes a call with one retry to a server that plays this fault for each request. */
export async function observeCall(
  name: FaultName,
  mode: CallMode,
  { keepAlive, isClosed, during, ...options }: ObserveOptions,
): Promise<ObservedCall> {
  await using server = await startFaultServer({ keepAlive });
  server.on(faults[name]);
  const call = runCall(createClient(`${server.url}/api/v1`), mode, options);
  await during?.(server);
  const outcome = await call;
  await server.waitForIdle();
  // The client may close a connection after it has reported the error.
  if (isClosed) await Promise.all(server.requests.map(({ closed }) => closed));
  await setTimeout(watchMs);
  return {
    ...outcome,
    requests: server.requests.map(({ method, path, body }) => `${method} ${path} ${body.toString()}`),
    // By request: undici 7 opens another connection in advance when one is aborted.
    sockets: await Promise.all(
      server.requests.map(({ closed }) => Promise.race([closed.then(({ by }) => by), setImmediate("kept")])),
    ),
    connections: new Set(server.requests.map(({ connection }) => connection)).size,
  };
}
