/** Serves a module whose handler takes a Request and returns a Response, on a free port, and prints the URL. */
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
  if (!response) throw new Error("The module must export POST, or a default with fetch");
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => {});
});
console.log((await listen(server)).url);
