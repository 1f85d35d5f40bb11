import { once } from "node:events";
import { Server as HTTPServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";

/** A server that listens on 127.0.0.1. Disposing it closes the server, and the connections of an HTTP server. */
export interface ListeningServer extends AsyncDisposable {
  readonly port: number;
  /** The server's origin, such as `http://127.0.0.1:49152`. */
  readonly url: string;
}

/** Starts a server on 127.0.0.1, by default on a free port. */
export async function listen(server: Server, port = 0): Promise<ListeningServer> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      if (server instanceof HTTPServer) server.closeAllConnections();
      await closed;
    },
  };
}

/** Finds a free port, for a process that opens its own socket. */
export async function findFreePort(): Promise<number> {
  await using server = await listen(createServer());
  return server.port;
}
