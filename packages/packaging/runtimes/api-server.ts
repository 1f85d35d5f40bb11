import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { listen } from "@org/test-server/listen.ts";
import { responses, unfinished } from "./responses.ts";

export interface APIServer extends AsyncDisposable {
  readonly url: string;
  /** The `Access-Control-Request-Headers` of every preflight. */
  readonly preflights: readonly string[];
}

/** The longest wait of `/closed`, in milliseconds: shorter than that of a case, which can thus report the missing names. */
const closedTimeoutMs = 10_000;

/**
 * Starts the API that the scenario calls, with CORS for every origin:
 *
 * - `POST /<name>/chat/completions` sends the response of that name.
 * - `GET /requested?name=<name>` waits for a request for that response.
 * - `GET /destroy?name=<name>` closes the connection of the last such request.
 * - `GET /closed?count=N` waits until the client has closed N unfinished responses, and returns their names.
 */
export async function startAPIServer(): Promise<APIServer> {
  const preflights: string[] = [];
  const closed = new Set<string>();
  const attempts = new Map<string, number>();
  const lastResponses = new Map<string, ServerResponse>();
  const changes = new EventEmitter().setMaxListeners(0);
  const waitUntil = async (isReady: () => boolean): Promise<void> => {
    while (!isReady()) await once(changes, "change");
  };
  const handleControl = async ({ pathname, searchParams }: URL, response: ServerResponse): Promise<void> => {
    const name = searchParams.get("name") ?? "";
    const count = Number(searchParams.get("count"));
    if (pathname === "/requested") await waitUntil(() => lastResponses.has(name));
    else if (pathname === "/destroy") lastResponses.get(name)?.destroy();
    else {
      const timeout = setTimeout(closedTimeoutMs, undefined, { ref: false });
      await Promise.race([waitUntil(() => closed.size >= count), timeout]);
    }
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
      void handleControl(new URL(request.url ?? "", "http://127.0.0.1"), response);
      return;
    }
    const [, name = ""] = request.url?.split("/") ?? [];
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    response.on("close", () => {
      if (unfinished.has(name)) closed.add(name);
      changes.emit("change");
    });
    const respond = responses[name];
    request.resume().on("end", () => {
      if (request.method === "POST" && request.url === `/${name}/chat/completions` && respond) {
        lastResponses.set(name, response);
        respond(response, { attempt, authorization: request.headers.authorization ?? "" });
        changes.emit("change");
      } else response.writeHead(404).end();
    });
  };
  const server = createServer(handle);
  return Object.assign(await listen(server), { preflights });
}
