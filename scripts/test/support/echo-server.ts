import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "@org/test-server/listen.ts";

/** A server that records what arrives, as it is on the wire, and always responds the same. */
export interface EchoServer extends AsyncDisposable {
  readonly url: string;
  /** The requests so far: the method, the path, and the headers that `fetch` does not set by itself. */
  readonly requests: string[];
  /** The bodies so far, with their content types: `text/plain: hello`. */
  readonly bodies: string[];
}

/** Starts the server. Its response is an empty JSON object unless another one is given. */
export async function startEchoServer(
  response: { type: string; body: string | Uint8Array } = { type: "application/json", body: "{}" },
): Promise<EchoServer> {
  const requests: string[] = [];
  const bodies: string[] = [];
  const { url, [Symbol.asyncDispose]: dispose } = await listen(
    createServer(async (request, reply) => {
      const headers = Object.entries(request.headers).filter(([name]) => name.startsWith("x-") || name === "cookie");
      const lines = headers.map(([name, value]) => ` ${name}: ${String(value)}`);
      requests.push(`${request.method} ${request.url}${lines.join("")}`);
      bodies.push(`${request.headers["content-type"]}: ${await text(request)}`);
      reply.writeHead(200, { "content-type": response.type }).end(response.body);
    }),
  );
  return { url, requests, bodies, [Symbol.asyncDispose]: dispose };
}
