import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { BrowserRequest } from "./relay.mts";
import { apiKey, request } from "./request.mts";

const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };

/** Passes a stream on as it is. A browser that disconnects cancels the request. */
export async function relayByHand(url: string, { messages }: BrowserRequest, response: ServerResponse): Promise<void> {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  const { body } = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers,
    body: JSON.stringify({ model: request.model, messages, stream: true }),
    signal: controller.signal,
  });
  if (!body) throw new Error("Expected a body");
  response.setHeader("content-type", "text/event-stream").setHeader("cache-control", "no-cache, no-transform");
  await pipeline(Readable.fromWeb(body as ReadableStream), response);
}
