import type { ChatCompletionChunk } from "@org/types/schemas";
import { ChatCompletionError } from "../errors/api-error.ts";
import { mergeHeaders, setHeaders } from "../config/merge-headers.ts";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import type { HeaderOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { isRecord } from "../utils/is-record.ts";
import { assertNumber } from "../config/assert-number.ts";
import { createRelayBody } from "./relay-stream.ts";
import { toRelayedError, unreadableError, type RelayedError } from "./relayed-error.ts";

/**
 * A stream of chunks, or a result of `chatComplete` with one.
 *
 * @example
 * ```ts
 * import type { RelaySource } from "@org/sdk/relay.js";
 *
 * async function* empty(): RelaySource {}
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
 *     return { ...relayed, message: "Please try again later." };
 *   },
 * };
 * ```
 */
export interface RelayInit {
  /**
   * Status of the response. It is sent before the call has a result.
   * @default 200
   */
  status?: number | undefined;
  /** Headers that override those of the response by name; `null` removes one. */
  headers?: ResponseInit["headers"] | HeaderOptions | undefined;
  /**
   * Maximum silence in milliseconds. After it a comment is sent, so that proxies do not close the connection.
   * `Infinity` sends none.
   * @default 15_000
   */
  keepAliveMs?: number | undefined;
  /**
   * Called once with the error of the call or the stream, unless the reader has disconnected: log it here. Return an
   * error to send instead of `relayed`, which is sent by default and when the callback throws.
   */
  onError?: ((error: unknown, relayed: RelayedError) => RelayedError | undefined | void) | undefined;
}

const defaultHeaders = {
  "content-type": "text/event-stream",
  // Compressing proxies and nginx buffer small events.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

type Pending<T> = T | PromiseLike<T>;

/**
 * Creates a `Response` that passes a stream on to a browser without exposing the API key: the same server-sent events
 * as the API's, which {@link readRelay} reads. It returns immediately, while the call is pending.
 *
 * Pass a function that makes the call with the signal it receives: then a reader that disconnects aborts the call at
 * any time, which stops the generation. A stream, a result, or a promise of one is accepted too, but a pending call
 * without the signal can only be stopped after it has a response.
 *
 * Chunks are passed on unchanged, and so are the service's comments once the stream has started; before that, and
 * during silence, `relay` sends comments to keep the connection open. It reads no faster than the browser does.
 * An error, before the first chunk or midway, is sent as an event `{"error":{"code","message","metadata"}}`, followed
 * by `[DONE]` as in the API:
 *
 * | error                                                  | code             | message          |
 * | ------------------------------------------------------ | ---------------- | ---------------- |
 * | `ChatCompletionError`                                  | its `statusCode` | the API's own    |
 * | `OpenRouterDefaultError` with a 4xx or 5xx             | its `statusCode` | a fixed sentence |
 * | any other `OpenRouterError`                            | 502              | a fixed sentence |
 * | `ConnectionError`                                      | 502              | a fixed sentence |
 * | `RequestTimeoutError`, or an abort by a time limit     | 504              | a fixed sentence |
 * | any other `RequestAbortedError`                        | 499              | a fixed sentence |
 * | `BudgetExceededError`                                  | 402              | a fixed sentence |
 * | `InvalidRequestError`, `UnexpectedClientError`, others | 500              | a fixed sentence |
 *
 * By default the browser receives nothing else except the API's kind of error (`metadata.error_type`), whether it is
 * retryable, the delay and the request id (`is_retryable`, `retry_after_ms`, `request_id`), and the choices sent
 * together with the error: no key, other header, body, stack, cause or address. The API's own message may mention your
 * account ("Insufficient credits"); use `onError` to change it.
 *
 * @param source A function that makes the call, or the result of a call.
 * @param init Status and headers of the response, and options of the relay.
 * @returns The response to return from your route.
 * @throws {@link InvalidRequestError} when a header cannot be sent, or an option is invalid.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import type { ChatCompletionMessageParam } from "@org/sdk/models";
 * import { relay } from "@org/sdk/relay.js";
 *
 * const openRouter = new OpenRouter();
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const messages: ChatCompletionMessageParam[] = [{ role: "user", content: await request.text() }];
 *   return relay((signal) => openRouter.chat.complete({ messages, stream: true }, { signal }));
 * }
 * ```
 */
export function relay(
  source: Pending<RelaySource> | ((signal: AbortSignal) => Pending<RelaySource>),
  init: RelayInit = {},
): Response {
  const { status = 200, headers: customHeaders, keepAliveMs: keepAlive, onError, ...unknown } = init;
  rejectUnknownOptions(unknown);
  const keepAliveMs = assertNumber("keepAliveMs", keepAlive, 15_000);
  const headers = new Headers(defaultHeaders);
  setHeaders(headers, mergeHeaders(new Map(), customHeaders));
  const disconnect = new AbortController();
  let start: ((iterable: Promise<AsyncIterable<ChatCompletionChunk>>) => void) | undefined;
  const iterable = new Promise<AsyncIterable<ChatCompletionChunk>>((resolve) => (start = resolve));
  const body = createRelayBody(iterable, {
    keepAliveMs,
    formatError: (error) => formatError(error, onError),
    onDisconnect: (reason) => disconnect.abort(reason),
  });
  // A status that cannot have a body throws here, before the call is made.
  const response = new Response(body, { status, headers });
  start?.(openSource(source, disconnect.signal));
  return response;
}

async function openSource(
  source: Pending<RelaySource> | ((signal: AbortSignal) => Pending<RelaySource>),
  signal: AbortSignal,
): Promise<AsyncIterable<ChatCompletionChunk>> {
  const result = await (typeof source === "function" ? source(signal) : source);
  if (isStream(result)) return result;
  if (isRecord(result) && "error" in result) throw result.error;
  if (isRecord(result) && isStream(result["value"])) return result["value"];
  throw new TypeError("relay needs a stream: pass stream: true");
}

function isStream(value: unknown): value is AsyncIterable<ChatCompletionChunk> {
  return isRecord(value) && Symbol.asyncIterator in value;
}

function formatError(error: unknown, onError: RelayInit["onError"]): string {
  let relayed = unreadableError;
  try {
    relayed = toRelayedError(error);
    const { code, message, metadata } = onError?.(error, relayed) ?? relayed;
    // The `partial` of a `ChatStream` has messages in place of deltas, and repeats what the reader has received.
    const partial = ChatCompletionError.isInstance(error) ? error.partial : undefined;
    const choices = partial?.filter((choice) => "delta" in choice);
    return JSON.stringify({ error: { code, message, metadata }, choices });
  } catch {
    // An `onError` that throws must not hide the error.
    return JSON.stringify({ error: relayed });
  }
}
