import type { ChatCompletion, ChatCompletionChunk, ErrorMetadata, ErrorResponse } from "@org/types/schemas";
import { rejectUnknownOptions } from "../../config/unknown-options.ts";
import { chunks } from "./chunks.ts";
import { completion, type CompletionFields } from "./completion.ts";

/**
 * Creates the response of a call without `stream`.
 *
 * @param answer The fields of a completion, only its text, or a `ChatCompletion`.
 * @param init Headers and status.
 * @returns The response, with the completion as its JSON.
 *
 * @example
 * ```ts
 * import { jsonResponse } from "@org/sdk/testing.js";
 *
 * const response = jsonResponse("It is raining.", { headers: { "x-generation-id": "gen-7" } });
 * ```
 */
export function jsonResponse(answer: string | CompletionFields | ChatCompletion, init: ResponseInit = {}): Response {
  const { status = 200, statusText = "", headers = {}, ...unknown } = init;
  rejectUnknownOptions(unknown);
  return Response.json(completion(answer), { status, statusText, headers });
}

/**
 * Creates the response of a call that failed.
 *
 * @param status HTTP status, and the default of `code` in the body; for an error in a 200, set the code in `init`
 * @param message Message of the error.
 * @param metadata Name and message of the provider, kind of error …
 * @param init Headers such as `retry-after`, and a `code` that differs from the status.
 * @returns The response, with the error as its JSON.
 *
 * @example
 * ```ts
 * import { errorResponse } from "@org/sdk/testing.js";
 *
 * const busy = errorResponse(429, "Provider returned error", { provider_name: "Acme", raw: "Slow down" });
 * const later = errorResponse(503, "Busy", undefined, { headers: { "retry-after": "2" } });
 * const hidden = errorResponse(200, "Busy", undefined, { code: 503 });
 * ```
 */
export function errorResponse(
  status: number,
  message: string,
  metadata?: ErrorMetadata,
  init: { readonly headers?: ResponseInit["headers"]; readonly code?: number | string | null } = {},
): Response {
  const { headers = {}, code = status, ...unknown } = init;
  rejectUnknownOptions(unknown);
  const body: ErrorResponse = { error: { code, message, ...(metadata && { metadata }) } };
  return Response.json(body, { status, headers });
}

/**
 * Options of {@link sseResponse}.
 *
 * @example
 * ```ts
 * import type { SSEOptions } from "@org/sdk/testing.js";
 *
 * const truncated: SSEOptions = { comments: 2, cutAfter: 3 };
 * ```
 */
export interface SSEOptions {
  /**
   * Number of comments `: OPENROUTER PROCESSING` before the first chunk.
   * @default 0
   */
  comments?: number | undefined;
  /**
   * Whether to end the stream with `[DONE]`. Without it, a stream with a `finish_reason` still ends normally; only
   * `cutAfter` breaks it.
   * @default true
   */
  done?: boolean | undefined;
  /**
   * Number of chunks after which the connection breaks. With 0 the call is retried, with 1 or more the stream fails.
   * @default it does not break
   */
  cutAfter?: number | undefined;
  /** Headers in addition to `content-type`. */
  headers?: ResponseInit["headers"];
}

/**
 * Creates the response of a call with `stream: true`. It writes one event for each pull of the reader.
 *
 * @param answer The chunks, or the content that {@link chunks} converts to chunks.
 * @param options Comments, the end of the stream, and headers.
 * @returns The response, with the chunks as server-sent events.
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
  rejectUnknownOptions(unknown);
  const all = isChunkList(answer) ? answer : chunks(answer);
  const isTruncated = all.length > cutAfter;
  const events = [
    ...Array.from({ length: comments }, () => ": OPENROUTER PROCESSING"),
    ...all.slice(0, cutAfter).map((chunk) => `data: ${JSON.stringify(chunk)}`),
    ...(done && !isTruncated ? ["data: [DONE]"] : []),
  ].values();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const event = events.next();
        if (!event.done) controller.enqueue(encoder.encode(`${event.value}\n\n`));
        // The error of Node's fetch.
        else if (isTruncated) controller.error(new TypeError("terminated"));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const responseHeaders = new Headers(headers);
  if (!responseHeaders.has("content-type")) responseHeaders.set("content-type", "text/event-stream");
  return new Response(body, { headers: responseHeaders });
}

function isChunkList(answer: unknown): answer is readonly ChatCompletionChunk[] {
  return Array.isArray(answer);
}

/**
 * Creates the chunk that reports an error of the provider in the middle of a stream. It is the last chunk.
 *
 * @param code Usually an HTTP status; it becomes the `statusCode` of the error that the stream throws.
 * @param message Message of the error.
 * @param metadata Name and message of the provider, kind of error …
 * @returns The chunk.
 *
 * @example
 * ```ts
 * import { chunks, errorChunk, sseResponse } from "@org/sdk/testing.js";
 *
 * const [begin, word] = chunks("Once upon a time");
 * const broken = sseResponse([begin!, word!, errorChunk(502, "The provider disconnected")]);
 * ```
 */
export function errorChunk(code: number | string, message: string, metadata?: ErrorMetadata): ChatCompletionChunk {
  return {
    id: "gen-1790000000-AbCdEfGhIjKlMnOpQrSt",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "openai/gpt-5-mini",
    provider: "OpenAI",
    error: { code, message, ...(metadata && { metadata }) },
    choices: [
      { index: 0, delta: { role: "assistant", content: "" }, finish_reason: "error", native_finish_reason: null },
    ],
  };
}
