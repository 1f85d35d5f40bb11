import type { ChatCompletionChunk } from "@org/types/schemas";
import { createResponseErrors, type ResponseErrors } from "../response/response-errors.ts";
import { errorBodyLimits, readText } from "../response/read-body.ts";
import { ChatCompletionError, getRequestId } from "../errors/api-error.ts";
import { InvalidRequestError, RequestAbortedError, UnexpectedClientError } from "../errors/client-error.ts";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import { toFetchError } from "../response/network-error.ts";
import { openEventStream } from "../chat/chunk-reader.ts";
import type { RequestOptions } from "../options.ts";
import { createRedactor } from "../request/redact.ts";
import { resolveRetryPolicy } from "../retry/retry-policy.ts";
import { assertNumber } from "../config/assert-number.ts";
import { defaults } from "../config/resolve-options.ts";
import type { EventStream } from "../stream/event-stream.ts";
import { AttemptTimer } from "../request/attempt-timer.ts";
import { toErrorInit, type CallProgress } from "../request/call-progress.ts";
import { isRecord } from "../utils/is-record.ts";
import { parseErrorMetadata } from "./error-metadata.ts";

/**
 * Options of {@link readRelay}: those of a call that apply to its response.
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
 * Reads a response of {@link relay}, in a browser or anywhere else: the same stream, with the same errors, as if the
 * API had been called from there. The promise settles with the first chunk, or with the error before it.
 *
 * It accepts the response of a `fetch` to a route that relays, or a promise of it; nothing is retried. Canceling the
 * stream closes the connection, which stops the call on the server. To stop it before the first chunk, pass the same
 * `signal` to `fetch`.
 *
 * @param response The response of `fetch`, with an unread body.
 * @param options Options of the stream.
 * @returns The stream, once the first chunk has arrived.
 * @throws {@link ChatCompletionError} when the call failed, with the code and message that the server sent, and the
 * `isRetryable`, `retryAfterMs` and `requestId` of the error on the server.
 * @throws {@link OpenRouterDefaultError} when the route returns a non-2xx status without an error in the API's format.
 * @throws {@link ResponseValidationError} when a 2xx response is not a stream of chunks.
 * @throws {@link ConnectionError} when there is no response, or it is truncated.
 * @throws {@link RequestTimeoutError} when no chunk arrives within `timeoutMs`, or nothing for `idleTimeoutMs`.
 * @throws {@link RequestAbortedError} when the signal is aborted.
 * @throws {@link InvalidRequestError} when an option is invalid, or `response` is not one.
 * @throws {@link UnexpectedClientError} when `fetch` fails for any other reason.
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
  const pending = Promise.resolve(response);
  try {
    return await openRelay(pending, options);
  } catch (error) {
    pending.then(cancelBody).catch(() => {});
    throw error;
  }
}

async function openRelay(
  pending: Promise<Response>,
  { signal, timeoutMs, idleTimeoutMs, maxEventBytes, ...unknown }: ReadRelayOptions,
): Promise<EventStream<ChatCompletionChunk>> {
  rejectUnknownOptions(unknown);
  const limits = {
    signals: signal ? [signal] : [],
    timeoutMs: assertNumber("timeoutMs", timeoutMs, defaults.timeoutMs),
    idleTimeoutMs: assertNumber("idleTimeoutMs", idleTimeoutMs, defaults.idleTimeoutMs),
  };
  const maxBytes = assertNumber("maxEventBytes", maxEventBytes, defaults.maxEventBytes);
  const progress: CallProgress = { attempts: 1 };
  const timer = new AttemptTimer(limits, progress);
  try {
    return await timer.race(() => openStream(pending, timer, progress, maxBytes));
  } catch (error) {
    timer.stop();
    throw error;
  }
}

async function openStream(
  pending: Promise<Response>,
  timer: AttemptTimer,
  progress: CallProgress,
  maxEventBytes: number,
): Promise<EventStream<ChatCompletionChunk>> {
  const { signal } = timer;
  const response = await pending.catch((cause: unknown) => {
    throw signal.aborted ? signal.reason : toPendingError(cause, progress);
  });
  signal.throwIfAborted();
  if (!isResponse(response)) {
    throw new InvalidRequestError("readRelay needs the response of fetch, or a promise of it");
  }
  progress.url = response.url;
  progress.getRequestId = () => getRequestId(response.headers);
  if (response.bodyUsed || response.body?.locked) {
    throw new UnexpectedClientError("The response body was already read", toErrorInit(progress));
  }
  const policy = resolveRetryPolicy(undefined, undefined);
  const context = {
    response,
    progress,
    policy,
    redact: () => createRedactor(new Headers()),
    ErrorClass: ChatCompletionError,
  };
  const getErrors = () => restoreFields(createResponseErrors(context));
  if (!response.ok) throw getErrors().createFromBody(await readText(response, timer, errorBodyLimits));
  return openEventStream(response, { timer, getErrors, options: { log: undefined, maxEventBytes } });
}

/** Returns whether a value has what is read of a response. That of a polyfill is not a `Response`. */
function isResponse(value: unknown): value is Response {
  return isRecord(value) && isRecord(value["headers"]);
}

/** Makes the relayed metadata decide about an error, since its status alone would make each 5XX retryable. */
function restoreFields(errors: ResponseErrors<ChatCompletionError>): ResponseErrors<ChatCompletionError> {
  return {
    ...errors,
    createAPIError(body, text, statusCode, allowRetry = true, partial) {
      const error = errors.createAPIError(body, text, statusCode, allowRetry, partial);
      return Object.assign(error, parseErrorMetadata(error.error.metadata, allowRetry));
    },
  };
}

/** Returns the error for a `fetch` that failed, or that the caller aborted. */
function toPendingError(cause: unknown, progress: CallProgress): Error {
  const { name } = (cause ?? {}) as { name?: unknown };
  const isAbort = name === "AbortError" || name === "TimeoutError";
  return isAbort ? new RequestAbortedError(toErrorInit(progress, { cause })) : toFetchError(cause, progress);
}

/** Cancels the body of a response that is no longer needed. */
function cancelBody({ body }: Response): void {
  if (body && !body.locked) body.cancel().catch(() => {});
}
