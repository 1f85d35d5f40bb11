import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** The delay between two events of a stream. Prism sends a stream in one piece, unlike a model. */
const pauseMs = 350;
const notForwarded = /^(host|connection|content-length|transfer-encoding|keep-alive|access-control-.*|date)$/i;

/** Forwards a request to a URL of Prism, and sends a stream event by event. */
export async function proxyToMock(
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  pause: () => Promise<unknown> = () => sleep(pauseMs),
): Promise<void> {
  const upstream = await fetch(url, {
    method: request.method ?? "GET",
    headers: pickForwardedHeaders(Object.entries(request.headers)),
    ...(request.method === "POST" && { body: await buffer(request) }),
  });
  response.writeHead(upstream.status, pickForwardedHeaders([...upstream.headers]));
  const body = await upstream.text();
  if (upstream.headers.get("content-type")?.startsWith("text/event-stream")) {
    for (const event of body.split(/(?<=\n\n)/)) {
      if (response.destroyed) return;
      response.write(event);
      await pause();
    }
    response.end();
  } else response.end(body);
}

function pickForwardedHeaders(
  headers: readonly (readonly [string, string | string[] | undefined])[],
): Record<string, string> {
  return Object.fromEntries(
    headers.filter(([name]) => !notForwarded.test(name)).map(([name, it]) => [name, String(it)]),
  );
}
