import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { listen } from "../../../test-server/src/listen.ts";

export { sendJSON } from "../../../test-server/src/scripted-server.ts";

export interface ApiRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface Api {
  readonly url: string;
  readonly requests: readonly ApiRequest[];
  /** Resolves when a client disconnects before the end of a response. */
  readonly disconnected: Promise<void>;
}

/** Starts an API server on a separate origin for the duration of a test. The test handles its requests. */
export async function startApi(handle: (response: ServerResponse, attempt: number) => unknown): Promise<Api> {
  const requests: ApiRequest[] = [];
  const { promise: disconnected, resolve } = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-expose-headers", "*");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-headers", "authorization, content-type, prefer");
      response.writeHead(204).end();
      return;
    }
    response.on("close", () => {
      if (!response.writableFinished) resolve();
    });
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    await handle(response, requests.push({ headers: request.headers, body }));
  });
  const listening = await listen(server);
  onTestFinished(() => listening[Symbol.asyncDispose]());
  return { url: listening.url, requests, disconnected };
}

/** Starts a stream whose chunks the test sends. */
export function startStream(response: ServerResponse): { send(chunk: object): void; end(): void } {
  response.writeHead(200, { "content-type": "text/event-stream", "x-generation-id": "gen-by-hand" });
  return {
    send: (chunk) => void response.write(`data: ${JSON.stringify(chunk)}\n\n`),
    end: () => void response.end("data: [DONE]\n\n"),
  };
}
