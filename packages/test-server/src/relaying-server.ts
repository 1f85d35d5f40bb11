import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

export interface RelayingServer extends AsyncDisposable {
  readonly url: string;
  /** Connections of readers that are open. */
  openSockets(): Promise<number>;
}

/** An HTTP server of Node's that writes out the same kind of response for each request. */
export async function relayingServer(respond: () => Response): Promise<RelayingServer> {
  const server = createServer(async (_, outgoing) => {
    const response = respond();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (!response.body) return void outgoing.end();
    // A reader that leaves cancels the body.
    await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    openSockets: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
