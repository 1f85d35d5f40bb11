import { setImmediate, setTimeout } from "node:timers/promises";
import type { RequestOptions } from "@org/sdk";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo, type Ending, type Mode } from "@org/test-server/client/run-call.ts";
import { faults, type FaultName } from "@org/test-server/fault-server/faults.ts";
import { type FaultServer, faultServer } from "@org/test-server/fault-server/server.ts";

/** How a call against a fault ended, and what the server saw of it. */
export interface Observed extends Ending {
  /** The requests that came, told short; the same one each time. */
  requests: readonly string[];
  /** Who ended the connection of each request; `"kept"` when it is still open. */
  sockets: readonly string[];
  /** Connections that requests came on. */
  connections: number;
}

// Long enough for a request that one timer of 2 ms would still send.
const afterTheEndMs = 25;

interface ObserveOptions extends RequestOptions {
  keepAlive: boolean;
  /** Whether every connection must be closed in the end. */
  isClosed: boolean;
  /** Runs during the call. */
  during?: (server: FaultServer) => Promise<void>;
}

/** One call, with one retry, against a server that answers everything with this fault. */
export async function observe(
  name: FaultName,
  mode: Mode,
  { keepAlive, isClosed, during, ...options }: ObserveOptions,
): Promise<Observed> {
  await using server = await faultServer({ keepAlive });
  server.on(faults[name]);
  const call = callTo(clientOf(`${server.url}/api/v1`), mode, options);
  await during?.(server);
  const ending = await call;
  await server.idle();
  // The client may close a connection later than it has reported why.
  if (isClosed) await Promise.all(server.requests.map(({ closed }) => closed));
  await setTimeout(afterTheEndMs);
  return {
    ...ending,
    requests: server.requests.map(({ method, path, body }) => `${method} ${path} ${body.toString()}`),
    // By request, since undici 7 opens another connection in advance when one is aborted.
    sockets: await Promise.all(
      server.requests.map(({ closed }) => Promise.race([closed.then(({ by }) => by), setImmediate("kept")])),
    ),
    connections: new Set(server.requests.map(({ connection }) => connection)).size,
  };
}
