import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { refuseUnknown } from "../../config/unknown-options.ts";
import { chunks } from "./chunks.ts";
import type { CompletionFields } from "./completion.ts";

/**
 * Options of {@link sseResponse}.
 *
 * @example
 * ```ts
 * import type { SSEOptions } from "@org/sdk/testing.js";
 *
 * const cut: SSEOptions = { comments: 2, cutAfter: 3 };
 * ```
 */
export interface SSEOptions {
  /** How many comments `: OPENROUTER PROCESSING` come before the first chunk. Default: 0. */
  comments?: number | undefined;
  /** Whether `[DONE]` comes at the end. Default: true. */
  done?: boolean | undefined;
  /** The connection breaks behind this many chunks. Default: it does not. */
  cutAfter?: number | undefined;
  /** Headers beside the `content-type`. */
  headers?: ResponseInit["headers"];
}

/**
 * The API's answer to a call with `stream: true`. An event is made each time the reader asks for more.
 *
 * @param answer the chunks, or what {@link chunks} makes them of
 *
 * @example
 * ```ts
 * import { sseResponse } from "@org/sdk/testing.js";
 *
 * console.log(await sseResponse([], { comments: 1 }).text());
 * ```
 * ```text
 * : OPENROUTER PROCESSING
 *
 * data: [DONE]
 *
 * ```
 */
export function sseResponse(
  answer: string | CompletionFields | ChatCompletion | readonly ChatCompletionChunk[],
  options: SSEOptions = {},
): Response {
  const { comments = 0, done = true, cutAfter = Infinity, headers, ...unknown } = options;
  refuseUnknown(unknown);
  const all = isList(answer) ? answer : chunks(answer);
  const isCut = all.length > cutAfter;
  const events = [
    ...Array.from({ length: comments }, () => ": OPENROUTER PROCESSING"),
    ...all.slice(0, cutAfter).map((chunk) => `data: ${JSON.stringify(chunk)}`),
    ...(done && !isCut ? ["data: [DONE]"] : []),
  ].values();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const event = events.next();
        if (!event.done) controller.enqueue(encoder.encode(`${event.value}\n\n`));
        // As Node's fetch says it.
        else if (isCut) controller.error(new TypeError("terminated"));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const own = new Headers(headers);
  if (!own.has("content-type")) own.set("content-type", "text/event-stream");
  return new Response(body, { headers: own });
}

function isList(answer: unknown): answer is readonly ChatCompletionChunk[] {
  return Array.isArray(answer);
}
