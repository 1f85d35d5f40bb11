import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import { listen } from "./listen.ts";

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
  return Object.assign(await listen(server), {
    openSockets: () => promisify(server.getConnections.bind(server))(),
  });
}
