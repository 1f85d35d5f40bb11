import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { answers, endless } from "./answers.ts";

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  /** The `Access-Control-Request-Headers` of every preflight. */
  readonly preflights: readonly string[];
}

/** How long `/closed` waits for the connections that it was asked for. */
const patienceMs = 5000;

/**
 * The API as a stranger on another origin meets it: `POST /<answer>/chat/completions`, with CORS for every origin.
 * `GET /closed?count=N` names the endless answers that the client hung up on, once they are N, or after a while.
 */
export async function startApiServer(): Promise<ApiServer> {
  const preflights: string[] = [];
  const closed = new Set<string>();
  const counts = new Map<string, number>();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader("access-control-allow-origin", "*");
    if (request.method === "OPTIONS") {
      preflights.push(request.headers["access-control-request-headers"] ?? "");
      response.setHeader("access-control-allow-headers", "authorization, content-type");
      response.writeHead(204).end();
      return;
    }
    if (request.url?.startsWith("/closed?count=")) {
      const count = Number(request.url.split("=")[1]);
      void sendWhen(response, () => closed.size >= count, closed);
      return;
    }
    const [, name = ""] = request.url?.split("/") ?? [];
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    response.on("close", () => {
      if (endless.has(name)) closed.add(name);
    });
    const answer = answers[name];
    request.resume().on("end", () => {
      if (request.method === "POST" && request.url === `/${name}/chat/completions` && answer) {
        answer(response, { attempt: count, authorization: request.headers.authorization ?? "" });
      } else response.writeHead(404).end();
    });
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, preflights, [Symbol.asyncDispose]: stop };
}

async function sendWhen(response: ServerResponse, isReady: () => boolean, names: ReadonlySet<string>): Promise<void> {
  for (let waited = 0; !isReady() && waited < patienceMs; waited += 10) await setTimeout(10);
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify([...names]));
}
