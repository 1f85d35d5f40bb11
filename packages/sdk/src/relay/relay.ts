import type { ChatCompletionChunk } from "@org/types/schemas";
import { ChatCompletionError } from "../errors/api-error.ts";
import { mergeHeaders, dropEmptyHeaders } from "../config/merge-headers.ts";
import { refuseUnknown } from "../config/unknown-options.ts";
import type { HeaderOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { assertPositive } from "../config/resolve-options.ts";
import { relayBody } from "./relay-stream.ts";
import { relayedError, unknownError, type RelayedError } from "./relayed-error.ts";

/**
 * What can be relayed: a stream of chunks, or the result of `chatComplete` that holds one.
 *
 * @example
 * ```ts
 * import type { RelaySource } from "@org/sdk/relay.js";
 *
 * async function* nothing(): RelaySource {}
 * ```
 */
export type RelaySource = AsyncIterable<ChatCompletionChunk> | Result<AsyncIterable<ChatCompletionChunk>, unknown>;

/**
 * Options of {@link relay}.
 *
 * @example
 * ```ts
 * import type { RelayInit } from "@org/sdk/relay.js";
 *
 * const init: RelayInit = {
 *   headers: { "access-control-allow-origin": "https://app.example" },
 *   onError(error, relayed) {
 *     console.error(error);
 *     return { ...relayed, message: "There is no answer just now." };
 *   },
 * };
 * ```
 */
export interface RelayInit {
  /** Status of the response. Default: 200; it is sent before anything is known of the answer. */
  status?: number | undefined;
  /** Headers over the response's own, name by name; `null` removes one. */
  headers?: ResponseInit["headers"] | HeaderOptions | undefined;
  /**
   * Longest silence in milliseconds while the reader waits, after which a comment is sent so that no proxy cuts the
   * connection. `Infinity` for none. Default: 15 000.
   */
  keepAliveMs?: number | undefined;
  /**
   * Called once with what failed, unless the reader has left: the place to log it. What it returns is sent instead of
   * `relayed`, what would be sent by default; with nothing returned, or when it throws, that is sent.
   */
  onError?: ((error: unknown, relayed: RelayedError) => RelayedError | undefined | void) | undefined;
}

const ownHeaders = {
  "content-type": "text/event-stream",
  // Compressing proxies and nginx hold back what is small.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

type Pending<T> = T | PromiseLike<T>;

/**
 * A `Response` that passes a stream on to a browser, without giving away the key: the same server-sent events as the
 * API's, which {@link readRelay} reads. It is there at once, while the call is still on its way.
 *
 * Give it a function that makes the call with the signal it gets: then a reader that leaves stops the call at any
 * moment, and the generation with it. A stream, a result, or a promise of one is taken too, but a call that is on its
 * way without that signal can only be stopped once it has been answered.
 *
 * Chunks are passed on as they are, and so are the service's comments once the answer has begun; before that, and where
 * it is silent, comments of our own keep the connection alive. Nothing is read that the reader has not asked for. A
 * failure, before the first chunk or in the middle, is an event `{"error":{"code","message","metadata"?}}`, behind which
 * comes `[DONE]`, as the API has it:
 *
 * | error                                                  | code             | message          |
 * | ------------------------------------------------------ | ---------------- | ---------------- |
 * | `ChatCompletionError`                                  | its `statusCode` | the API's own    |
 * | `OpenRouterDefaultError` that is a 4XX or 5XX          | its `statusCode` | a fixed sentence |
 * | any other, `ResponseValidationError`                   | 502              | a fixed sentence |
 * | `ConnectionError`                                      | 502              | a fixed sentence |
 * | `RequestTimeoutError`, or an abort by a time limit     | 504              | a fixed sentence |
 * | any other `RequestAbortedError`                        | 499              | a fixed sentence |
 * | `InvalidRequestError`, `UnexpectedClientError`, others | 500              | a fixed sentence |
 *
 * By default a browser learns nothing else but the API's word for the kind of error (`metadata.error_type`), and what of
 * the answer came together with it: no key, no header, no body, no stack, no cause, no address. The API's own message
 * can speak of your account ("Insufficient credits"); `onError` changes what is sent.
 *
 * @param source a function that makes the call, or what a call gave
 * @throws {@link InvalidRequestError} for a header that can't be sent, or a `keepAliveMs` that makes no sense
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { relay } from "@org/sdk/relay.js";
 *
 * const openRouter = new OpenRouter();
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const messages = [{ role: "user" as const, content: await request.text() }];
 *   return relay((signal) => openRouter.chat.complete({ messages, stream: true }, { signal }));
 * }
 * ```
 */
export function relay(
  source: Pending<RelaySource> | ((signal: AbortSignal) => Pending<RelaySource>),
  init: RelayInit = {},
): Response {
  const { status = 200, headers: given, keepAliveMs: keepAlive, onError, ...unknown } = init;
  refuseUnknown(unknown);
  const keepAliveMs = assertPositive("keepAliveMs", keepAlive, 15_000);
  const headers = dropEmptyHeaders(mergeHeaders(new Headers(ownHeaders), given));
  const gone = new AbortController();
  let begin: ((iterable: Promise<AsyncIterable<ChatCompletionChunk>>) => void) | undefined;
  const iterable = new Promise<AsyncIterable<ChatCompletionChunk>>((resolve) => (begin = resolve));
  const body = relayBody(iterable, {
    keepAliveMs,
    failure: (error) => failureOf(error, onError),
    left: (reason) => gone.abort(reason),
  });
  // A status that can't have a body throws here, before any call is made.
  const response = new Response(body, { status, headers });
  begin?.(opened(source, gone.signal));
  return response;
}

async function opened(
  source: Pending<RelaySource> | ((signal: AbortSignal) => Pending<RelaySource>),
  signal: AbortSignal,
): Promise<AsyncIterable<ChatCompletionChunk>> {
  const given = await (typeof source === "function" ? source(signal) : source);
  if (Symbol.asyncIterator in given) return given;
  if (!given.ok) throw given.error;
  return given.value;
}

function failureOf(error: unknown, onError: RelayInit["onError"]): string {
  let relayed = unknownError;
  try {
    relayed = relayedError(error);
    const { code, message, metadata } = onError?.(error, relayed) ?? relayed;
    // What a stream that is put together has as partial is all that the reader has had already, and no delta.
    const partial = ChatCompletionError.isInstance(error) ? error.partial : undefined;
    const choices = partial?.filter((choice) => "delta" in choice);
    return JSON.stringify({ error: { code, message, metadata }, choices });
  } catch {
    // Whoever maps errors is not allowed to hide one.
    return JSON.stringify({ error: relayed });
  }
}
