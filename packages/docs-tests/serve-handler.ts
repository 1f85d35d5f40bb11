/** Serves a module whose routes take a Request and give a Response, as frameworks do, on a free port of loopback. */
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { listen } from "@org/test-server/listen.ts";

interface Handlers {
  readonly POST?: (request: Request) => Promise<Response>;
  readonly default?: { fetch(request: Request, environment: NodeJS.ProcessEnv): Promise<Response> };
}

const { POST, default: worker } = (await import(process.argv[2] ?? "")) as Handlers;

const server = createServer(async (incoming, outgoing) => {
  const { method = "GET", url = "/" } = incoming;
  const body = method === "GET" ? null : new Uint8Array(await buffer(incoming));
  const request = new Request(`http://127.0.0.1${url}`, { method, body });
  const response = await (POST ? POST(request) : worker?.fetch(request, process.env));
  if (!response) throw new Error("The module has no handler");
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => {});
});
console.log((await listen(server)).url);
