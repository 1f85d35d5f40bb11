import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { listen } from "@org/test-server/listen.ts";
import { answers, endless } from "./responses.ts";

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  /** The `Access-Control-Request-Headers` of every preflight. */
  readonly preflights: readonly string[];
}

/** How long `/closed` waits at most, to say which are missing: less than the limit of a case. */
const patienceMs = 10_000;

/**
 * The API as a stranger on another origin meets it: `POST /<answer>/chat/completions`, with CORS for every origin.
 * `GET /requested?name=<answer>` waits for a request for that answer, and `GET /cut?name=<answer>` breaks off the
 * last one. `GET /closed?count=N` names the endless answers that the client hung up on, once they are N, or after a
 * while.
 */
export async function startApiServer(): Promise<ApiServer> {
  const preflights: string[] = [];
  const closed = new Set<string>();
  const counts = new Map<string, number>();
  const last = new Map<string, ServerResponse>();
  const changes = new EventEmitter().setMaxListeners(0);
  const until = async (isReady: () => boolean): Promise<void> => {
    while (!isReady()) await once(changes, "change");
  };
  const control = async ({ pathname, searchParams }: URL, response: ServerResponse): Promise<void> => {
    const name = searchParams.get("name") ?? "";
    const count = Number(searchParams.get("count"));
    if (pathname === "/requested") await until(() => last.has(name));
    else if (pathname === "/cut") last.get(name)?.destroy();
    else await Promise.race([until(() => closed.size >= count), setTimeout(patienceMs, undefined, { ref: false })]);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify([...closed]));
  };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader("access-control-allow-origin", "*");
    if (request.method === "OPTIONS") {
      preflights.push(request.headers["access-control-request-headers"] ?? "");
      response.setHeader("access-control-allow-headers", "authorization, content-type");
      response.writeHead(204).end();
      return;
    }
    if (request.method === "GET") {
      void control(new URL(request.url ?? "", "http://127.0.0.1"), response);
      return;
    }
    const [, name = ""] = request.url?.split("/") ?? [];
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    response.on("close", () => {
      if (endless.has(name)) closed.add(name);
      changes.emit("change");
    });
    const answer = answers[name];
    request.resume().on("end", () => {
      if (request.method === "POST" && request.url === `/${name}/chat/completions` && answer) {
        last.set(name, response);
        answer(response, { attempt: count, authorization: request.headers.authorization ?? "" });
        changes.emit("change");
      } else response.writeHead(404).end();
    });
  };
  const server = createServer(handle);
  return Object.assign(await listen(server), { preflights });
}
