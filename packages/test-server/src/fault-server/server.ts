/*
 * A server over raw TCP on loopback that sends what a test tells it to, and records the requests and connections.
 *
 *   await using server = await startFaultServer();                  // server.url → http://127.0.0.1:PORT
 *   server.on((exchange) => exchange.sendJSON(200, completion()));  // for each request
 *   server.script([faults["status-429"], faults.completion]);       // or one handler after the other
 *   const exchange = await server.next();                           // or by hand, in step with the client
 *   await exchange.startStream();
 *   await exchange.sendEvent(chunk("Hello"));
 *   exchange.reset();
 *   await exchange.closed;                                          // { by: "server", bytesSent, … }
 *
 * A handler that throws (a failed `expect` too), or that sends nothing without a call of `stall()`, resets its
 * connection, and `close()` throws its error: no test passes by accident. The same holds for requests that are not HTTP
 * and for requests after the end of a script. Writes to a client that has disconnected are not errors.
 *
 * `bytesSent` counts the bytes that the kernel has accepted. On loopback it accepts some megabytes that the client has
 * not read. `all-faults.ts` has the predefined faults by name, `bodies.ts` the bodies of the API, `http-format.ts` the framing.
 */
import { createServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { listen } from "../listen.ts";
import { createConnectionTracker } from "./connection-tracker.ts";
import type { Closing, Connection } from "./connection.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { createHandlers, formatRequest, type Handler } from "./handler-registry.ts";
import { type RefusedPort, reserveRefusedPort } from "./refused-port.ts";
import { createRequestParser } from "./request-parser.ts";
import { createRequestQueue } from "./request-queue.ts";

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** Sets the handler of all requests from now on. */
  on(handler: Handler): void;
  /** Sets a handler for each of the next requests. More requests than handlers are an error. */
  script(handlers: readonly Handler[]): void;
  /**
   * Returns the oldest request that `next` has not returned yet, or waits for one. Handlers receive it too.
   * @throws Error after `timeoutMs`, by default 60 000
   */
  next(timeoutMs?: number): Promise<Exchange>;

  /** The requests so far. */
  readonly requests: readonly Exchange[];
  /** The number of connections accepted so far. */
  readonly connections: number;
  readonly openSockets: number;
  /** The connections that have ended, in order. */
  readonly closings: readonly Closing[];
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /**
   * Waits until each connection is closed, or kept alive after a complete response or a handler that has returned.
   * @throws Error with the active connections, after `timeoutMs`, by default 60 000
   */
  waitForIdle(timeoutMs?: number): Promise<void>;
  /** Empties `requests` and `closings`, for long runs that measure the heap. */
  clear(): void;

  /** Returns a URL at which connections are refused until this server is closed. */
  createRefusedURL(): Promise<string>;
  /** Closes all connections and stops listening, as if the process had died. */
  kill(): Promise<void>;
  /** Listens again on the same port, with the same handler. */
  restart(): Promise<void>;
  /** Closes the server. @throws the errors of the handlers */
  close(): Promise<void>;
}

export interface FaultServerOptions {
  /**
   * Whether a connection may serve more than one request. If false, each head contains `connection: close`, and the
   * connection is closed when its handler returns. Node's fetch then reports other errors for invalid responses.
   * @default true
   */
  keepAlive?: boolean;
}

// Long enough for a busy machine, and shorter than the time limit of a test.
const defaultTimeoutMs = 60_000;

export async function startFaultServer({ keepAlive = true }: FaultServerOptions = {}): Promise<FaultServer> {
  const connections = createConnectionTracker();
  const requests = createRequestQueue();
  const handlers = createHandlers({ keepAlive });
  const refused: RefusedPort[] = [];
  const headers = keepAlive ? {} : { connection: "close" };
  const latest = new WeakMap<Connection, Exchange>();
  let index = 0;

  const listener = createServer((socket) => {
    const parse = createRequestParser();
    connections.accept(socket, (bytes, connection) => {
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

  const { port, url } = await listen(listener);

  const describeWork = (connection: Connection): string | undefined => {
    const { id, bytesReceived, bytesSent } = connection;
    const exchange = latest.get(connection);
    // Clients also keep connections that they opened in advance. They must close those that this server has closed.
    if (exchange ? exchange.isDone && connection.isOpen : bytesReceived === 0) return undefined;
    return `connection ${id}: ${exchange ? formatRequest(exchange) : "incomplete request"}, ${bytesSent} bytes sent`;
  };

  const server: FaultServer = {
    url,
    on: handlers.on,
    script: handlers.script,
    next: (timeoutMs = defaultTimeoutMs) => requests.next(timeoutMs),

    requests: requests.items,
    closings: connections.closings,
    get connections() {
      return connections.accepted;
    },
    get openSockets() {
      return connections.open.size;
    },
    get bytesReceived() {
      return connections.bytesReceived;
    },
    get bytesSent() {
      return connections.bytesSent;
    },
    waitForIdle: (timeoutMs = defaultTimeoutMs) => connections.waitForIdle(timeoutMs, describeWork),
    clear() {
      requests.clear();
      connections.clear();
    },

    async createRefusedURL() {
      const reserved = await reserveRefusedPort();
      refused.push(reserved);
      return `http://127.0.0.1:${reserved.port}`;
    },
    async kill() {
      const stopped = new Promise<unknown>((resolve) => {
        listener.close(resolve);
      });
      for (const connection of connections.open) connection.destroy();
      await stopped;
    },
    async restart() {
      await listen(listener, port);
    },
    async close() {
      await server.kill();
      for (const reserved of refused.splice(0)) await reserved.release();
      requests.close();
      await setImmediate(); // handlers that wait for the end of their connection may still throw
      handlers.rethrow();
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return server;
}
