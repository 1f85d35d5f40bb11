import type { ChatCompletionChunk } from "@org/types/schemas";
import { createResponseParser } from "../response/parse-response.ts";
import { readText } from "../response/read-body.ts";
import { RequestAbortedError, UnexpectedClientError } from "../errors/client-error.ts";
import { errorBodyLimits } from "../request/transport.ts";
import { refuseUnknown } from "../config/unknown-options.ts";
import { toNetworkError } from "../response/network-error.ts";
import { openEventStream } from "../stream/chunk-reader.ts";
import type { RequestOptions } from "../options.ts";
import { createRedactor } from "../request/redact.ts";
import { resolveRetryPolicy } from "../retry/retry-policy.ts";
import { defaults, assertPositive } from "../config/resolve-options.ts";
import type { EventStream } from "../stream/event-stream.ts";
import { createAttemptTimer, type AttemptTimer } from "../request/attempt-timer.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * Options of {@link readRelay}: those of a call that concern its answer.
 *
 * @example
 * ```ts
 * import type { ReadRelayOptions } from "@org/sdk/relay.js";
 *
 * const options: ReadRelayOptions = { signal: AbortSignal.timeout(60_000), idleTimeoutMs: 30_000 };
 * ```
 */
export type ReadRelayOptions = Pick<RequestOptions, "signal" | "timeoutMs" | "idleTimeoutMs" | "maxEventBytes">;

/**
 * Reads what {@link relay} sends, in a browser or anywhere else: the same stream as if the API had been called from
 * there, with the same three ends. The promise is settled once the first chunk has come, or what failed before it.
 *
 * It takes the answer of any `fetch` to a route that relays, or the promise of it; nothing is retried. Leaving the
 * stream closes the connection, which stops the call on the server. To stop it before the first chunk give the same
 * `signal` to `fetch`.
 *
 * @param response what `fetch` gave, its body unread
 * @throws {@link ChatCompletionError} what failed on the server or the service, with the code and message it was told with
 * @throws {@link OpenRouterDefaultError} the route answered with something else than 2XX, and no error of the API's form
 * @throws {@link ResponseValidationError} a 2XX that is no stream of chunks
 * @throws {@link ConnectionError} no answer, or one that was cut before its end
 * @throws {@link RequestTimeoutError} no first chunk within `timeoutMs`, or silence for `idleTimeoutMs`
 * @throws {@link RequestAbortedError} the signal was aborted
 * @throws {@link InvalidRequestError} an option makes no sense
 * @throws {@link UnexpectedClientError} the `fetch` failed for a reason of its own
 *
 * @example
 * ```ts no-run: it needs a server with that route
 * import { readRelay } from "@org/sdk/relay.js";
 *
 * const stream = await readRelay(fetch("/ask", { method: "POST", body: "Why is the sky blue?" }));
 * for await (const chunk of stream) {
 *   console.log(chunk.choices[0]?.delta.content);
 * }
 * ```
 */
export async function readRelay(
  response: Response | PromiseLike<Response>,
  options: ReadRelayOptions = {},
): Promise<EventStream<ChatCompletionChunk>> {
  const answering = Promise.resolve(response);
  let timer: AttemptTimer | undefined;
  let isOpen = false;
  try {
    const { signal, timeoutMs, idleTimeoutMs, maxEventBytes, ...unknown } = options;
    refuseUnknown(unknown);
    const limits = {
      timeoutMs: assertPositive("timeoutMs", timeoutMs, defaults.timeoutMs),
      idleTimeoutMs: assertPositive("idleTimeoutMs", idleTimeoutMs, defaults.idleTimeoutMs),
    };
    const maxBytes = assertPositive("maxEventBytes", maxEventBytes, defaults.maxEventBytes);
    if (signal?.aborted) throw new RequestAbortedError({ cause: signal.reason, attempts: 1 });
    timer = createAttemptTimer({ signals: signal ? [signal] : [], ...limits, attempts: 1 });
    const stream = await timer.race(opened(answering, timer, maxBytes));
    isOpen = true;
    return stream;
  } finally {
    if (!isOpen) {
      timer?.stop();
      answering.then(discard).catch(() => {});
    }
  }
}

async function opened(
  answering: Promise<Response>,
  timer: AttemptTimer,
  maxEventBytes: number,
): Promise<EventStream<ChatCompletionChunk>> {
  const { signal } = timer;
  const response = await answering.catch((cause: unknown) => {
    throw signal.aborted ? signal.reason : failureOf(cause);
  });
  signal.throwIfAborted();
  if (response.bodyUsed || response.body?.locked) {
    throw new UnexpectedClientError("The response body was already read", { attempts: 1 });
  }
  const policy = resolveRetryPolicy(undefined, undefined);
  const answer = createResponseParser({ response, attempts: 1, policy, redact: () => createRedactor(new Headers()) });
  if (!response.ok) throw answer.refusal(await readText(response, signal, errorBodyLimits));
  return openEventStream(response, { timer, answer, maxEventBytes });
}

/** The error for a `fetch` that failed. */
function failureOf(cause: unknown): Error {
  const { name } = (cause ?? {}) as { name?: unknown };
  if (name === "AbortError" || name === "TimeoutError") return new RequestAbortedError({ cause, attempts: 1 });
  const message = `The request failed: ${getErrorMessage(cause)}`;
  return toNetworkError(cause, 1) ?? new UnexpectedClientError(message, { cause, attempts: 1 });
}

/** Gives up the body of an answer that nobody waits for any more. */
function discard({ body }: Response): void {
  if (body && !body.locked) body.cancel().catch(() => {});
}
