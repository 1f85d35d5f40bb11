import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import { listen } from "./listen.ts";

/** A server between a reader and the service. */
export interface RelayServer extends AsyncDisposable {
  readonly url: string;
  /** Counts the open connections of readers. */
  countConnections(): Promise<number>;
}

/** Starts a server of `node:http` that sends the result of `respond` for each request. */
export async function startRelayServer(respond: () => Response): Promise<RelayServer> {
  const server = createServer(async (_, outgoing) => {
    const response = respond();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (!response.body) return void outgoing.end();
    // The body is canceled when the reader disconnects.
    await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => {});
  });
  return Object.assign(await listen(server), { countConnections: promisify(server.getConnections.bind(server)) });
}
