import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** Where the mock server is on the site's own origin. */
export const mockPath = "/mock";

/** Between two events of a stream. Prism sends a stream in one piece; a model takes its time. */
const pauseMs = 350;
const notForwarded = /^(host|connection|content-length|transfer-encoding|keep-alive|access-control-.*|date)$/i;

/** Answers a request under `/mock` with what Prism answers, streams event by event. */
export async function proxyToMock(
  mockURL: string,
  request: IncomingMessage,
  response: ServerResponse,
  pause: () => Promise<unknown> = () => sleep(pauseMs),
): Promise<void> {
  const path = (request.url ?? "").slice(mockPath.length);
  const answer = await fetch(mockURL + path, {
    method: request.method ?? "GET",
    headers: forwarded(Object.entries(request.headers)),
    ...(request.method === "POST" && { body: await buffer(request) }),
  });
  response.writeHead(answer.status, forwarded([...answer.headers]));
  const body = await answer.text();
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    for (const event of body.split(/(?<=\n\n)/)) {
      if (response.destroyed) return;
      response.write(event);
      await pause();
    }
    response.end();
  } else response.end(body);
}

function forwarded(headers: readonly (readonly [string, string | string[] | undefined])[]): Record<string, string> {
  return Object.fromEntries(
    headers.filter(([name]) => !notForwarded.test(name)).map(([name, it]) => [name, String(it)]),
  );
}
