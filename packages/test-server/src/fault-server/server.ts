/*
 * A server that does exactly what a test says, over raw TCP on loopback, and remembers what it saw.
 *
 *   await using server = await faultServer();                  // server.url → http://127.0.0.1:PORT
 *   server.on((exchange) => exchange.json(200, completion())); // every request
 *   server.script([faults["status-429"], faults.completion]);  // or one handler after the other
 *   const exchange = await server.next();                      // or by hand, in step with the client
 *   await exchange.events();
 *   await exchange.sse(chunk("Hello"));
 *   exchange.reset();
 *   await exchange.closed;                                     // { by: "server", bytesSent, … }
 *
 * A handler that throws (a failed `expect` too), or answers nothing without saying so by `stall()`, resets
 * its connection, and its error comes out of the disposal: no test passes by accident. Requests that are
 * no HTTP and requests beyond the end of a script likewise. Broken writes to a client that left are no errors.
 *
 * `bytesSent` counts what the kernel took; on loopback it takes some megabytes from a client's sight.
 * `faults.ts` has the ready-made faults by name, `bodies.ts` the API's shapes, `http-format.ts` the framing.
 */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { Closing, Connection } from "./connection.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { createHandlers, type Handler, nameOf } from "./handlers.ts";
import { createMailbox } from "./request-queue.ts";
import { type RefusedPort, refusedPort } from "./refused-port.ts";
import { requestParser } from "./request-parser.ts";
import { createSockets } from "./connection-tracker.ts";

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** Handles every request from now on. */
  on(handler: Handler): void;
  /** Handles the requests from now on, each by the next handler; there must be no more of them. */
  script(handlers: readonly Handler[]): void;
  /** The next request that `next` has not given yet; fails after `withinMs` (60 000). Works beside handlers. */
  next(withinMs?: number): Promise<Exchange>;

  /** Every request so far. */
  readonly requests: readonly Exchange[];
  /** Connections ever accepted. */
  readonly connections: number;
  readonly openSockets: number;
  /** Every connection that has ended, in order. */
  readonly closings: readonly Closing[];
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /**
   * Resolves when nothing is under way: each socket is closed, or kept by its client for a next request, the
   * answer to the last one being whole or its handler done. After `withinMs` (60 000) fails with what is left.
   */
  idle(withinMs?: number): Promise<void>;
  /** Empties `requests` and `closings`; for long runs that watch the heap. */
  forget(): void;

  /** A URL where nothing listens as long as this server lives. */
  refuse(): Promise<string>;
  /** Ends all connections and stops listening, as if the process had died. */
  kill(): Promise<void>;
  /** Listens again on the same port, with the same handler. */
  restart(): Promise<void>;
  /** Ends everything, then throws what went wrong in handlers. */
  close(): Promise<void>;
}

export interface FaultServerOptions {
  /**
   * Default true: connections serve any number of requests, and clients may keep them after the answer.
   * With false every head says `connection: close`, and the connection is dropped when its handler is done.
   * Clients tell broken answers differently then: Node's fetch by other errors than for a kept connection.
   */
  keepAlive?: boolean;
}

// So long that only what never happens takes longer, on a busy machine too; shorter than a test may take.
const liveWithinMs = 60_000;

export async function faultServer({ keepAlive = true }: FaultServerOptions = {}): Promise<FaultServer> {
  const sockets = createSockets();
  const requests = createMailbox<Exchange>("request");
  const handlers = createHandlers({ keepAlive });
  const refused: RefusedPort[] = [];
  const headers = keepAlive ? {} : { connection: "close" };
  const latest = new WeakMap<Connection, Exchange>();
  let index = 0;

  const listener = createServer((socket) => {
    const parse = requestParser();
    sockets.accept(socket, (bytes, connection) => {
      try {
        for (const request of parse(bytes)) {
          const exchange = createExchange(request, connection, { index: index++, headers });
          latest.set(connection, exchange);
          requests.push(exchange);
          void handlers.run(exchange, connection);
        }
      } catch (error) {
        handlers.fail(connection, error);
      }
    });
  });

  const listen = async (port: number): Promise<number> => {
    listener.listen(port, "127.0.0.1");
    await once(listener, "listening");
    return (listener.address() as AddressInfo).port;
  };
  const port = await listen(0);

  const underway = (connection: Connection): string | undefined => {
    const { id, bytesReceived, bytesSent } = connection;
    const exchange = latest.get(connection);
    // Clients also keep connections that they have opened ahead of need; one that we have dropped they may not keep.
    if (exchange ? exchange.isDone && connection.isOpen : bytesReceived === 0) return undefined;
    return `connection ${id}: ${exchange ? nameOf(exchange) : "half a request"}, ${bytesSent} bytes sent`;
  };

  const server: FaultServer = {
    url: `http://127.0.0.1:${port}`,
    on: handlers.on,
    script: handlers.script,
    next: (withinMs = liveWithinMs) => requests.next(withinMs),

    requests: requests.items,
    closings: sockets.closings,
    get connections() {
      return sockets.accepted;
    },
    get openSockets() {
      return sockets.open.size;
    },
    get bytesReceived() {
      return sockets.bytesReceived;
    },
    get bytesSent() {
      return sockets.bytesSent;
    },
    idle: (withinMs = liveWithinMs) => sockets.idle(withinMs, underway),
    forget() {
      requests.forget();
      sockets.forget();
    },

    async refuse() {
      const held = await refusedPort();
      refused.push(held);
      return `http://127.0.0.1:${held.port}`;
    },
    async kill() {
      const stopped = new Promise<unknown>((resolve) => {
        listener.close(resolve);
      });
      for (const connection of sockets.open) connection.destroy();
      await stopped;
    },
    async restart() {
      await listen(port);
    },
    async close() {
      await server.kill();
      for (const held of refused.splice(0)) await held.release();
      requests.close();
      await setImmediate(); // what waited for the end of its connection has had its say
      handlers.rethrow();
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return server;
}
