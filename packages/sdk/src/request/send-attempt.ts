import { authHeader } from "@org/client";
import { setHeaders } from "../config/merge-headers.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import { getRequestId, type APIError } from "../errors/api-error.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { errorBodyLimits, readText } from "../response/read-body.ts";
import { toNetworkError } from "../response/network-error.ts";
import { createResponseErrors } from "../response/response-errors.ts";
import { EventStream } from "../stream/event-stream.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { assertKey, callKeyFunction } from "./api-key.ts";
import { AttemptTimer } from "./attempt-timer.ts";
import type { CallProgress } from "./call-progress.ts";
import type { Operation } from "./operation.ts";
import { redactHeaders, createRedactor } from "./redact.ts";
import { addMiddleware, type MiddlewareContext, type Transport } from "./middleware.ts";

/** What all attempts of one call share. */
export interface Call<T, E extends APIError> {
  readonly operation: Operation<T, E>;
  readonly options: ResolvedCallOptions;
}

/** The value of a successful attempt, with its response. */
export interface AttemptResult<T> {
  readonly value: T;
  readonly response: Response;
}

/**
 * Makes one HTTP attempt: resolves the key, sends the request and parses the response.
 *
 * @param progress What earlier attempts sent. This attempt is added when it begins to send.
 * @throws The typed error of the failure.
 */
export async function sendAttempt<T, E extends APIError>(
  call: Call<T, E>,
  progress: CallProgress,
): Promise<AttemptResult<T>> {
  const timer = new AttemptTimer(call.options, progress);
  let isOpen = false;
  try {
    const result = await timer.race(() => sendRequest(call, timer, progress));
    isOpen = result.value instanceof EventStream;
    return result;
  } finally {
    // An open stream stops the timer when it ends.
    if (!isOpen) timer.stop();
  }
}

async function sendRequest<T, E extends APIError>(
  { operation, options }: Call<T, E>,
  timer: AttemptTimer,
  progress: CallProgress,
): Promise<AttemptResult<T>> {
  const { method, path, query = "", body } = operation;
  const { apiKey, server, middleware, log } = options;
  const { signal } = timer;

  const headers = new Headers({ accept: operation.accept });
  if (body !== null) headers.set("content-type", "application/json");
  if (apiKey !== null && !options.headers.has("authorization")) {
    const key = typeof apiKey === "function" ? await callKeyFunction(apiKey, progress) : apiKey;
    signal.throwIfAborted();
    const entries = Object.entries(authHeader(assertKey(key, apiKey, progress)));
    // Lower case, since some runtimes send the case of the first `set`.
    for (const [name, value] of entries) headers.set(name.toLowerCase(), value);
  }
  setHeaders(headers, options.headers);
  const attempts = ++progress.attempts;
  progress.getId = undefined;
  const redact = () => createRedactor(headers);

  const url = server.base + path;
  log?.("debug", `attempt ${attempts}: ${method} ${url}${query && `?${query}`}`, redactHeaders(headers));
  const init = { ...options.fetchOptions, method, redirect: "manual", headers, body, signal } as const;
  const search = [query, server.query].filter(Boolean).join("&");
  const send: Transport = (target, targetInit) => {
    // A middleware may have changed it.
    progress.url = target;
    // Called without a receiver: in browsers, `this` must be the global object.
    const fetch = options.fetch ?? globalThis.fetch;
    return fetch(target, targetInit);
  };
  const transport = middleware.length > 0 ? addMiddleware(send, middleware, getContext(operation, options)) : send;
  let response: Response;
  try {
    response = await transport(search ? `${url}?${search}` : url, init);
  } catch (thrown) {
    signal.throwIfAborted();
    const cause = redact().value(thrown);
    const network = toNetworkError(cause, progress);
    throw network ?? new UnexpectedClientError(`The request failed: ${getErrorMessage(cause)}`, { ...progress, cause });
  }
  if (signal.aborted) {
    response.body?.cancel().catch(() => {});
    throw signal.reason;
  }
  const requestId = getRequestId(response.headers);
  progress.getId = () => redact().value(requestId) as typeof requestId;
  log?.("debug", `attempt ${attempts}: status ${response.status}`, progress.requestId);

  const { ErrorClass } = operation;
  const getErrors = () => createResponseErrors({ response, progress, policy: options.policy, redact, ErrorClass });
  if (!response.ok) throw getErrors().createFromBody(await readText(response, signal, errorBodyLimits));
  if (response.bodyUsed || response.body?.locked) {
    throw new UnexpectedClientError("The response body was already read", progress);
  }
  return { value: await operation.read(response, { timer, getErrors, options }), response };
}

/** Returns what middleware receives next to the request. The serializers return what was serialized before. */
function getContext<T, E extends APIError>(
  { path, query = "", template = path, params = {}, body }: Operation<T, E>,
  { server, fetch = globalThis.fetch }: ResolvedCallOptions,
): MiddlewareContext {
  const serializers = { querySerializer: () => query, pathSerializer: () => path, bodySerializer: () => body };
  return { schemaPath: template, params, options: { baseUrl: server.base, fetch, parseAs: "stream", ...serializers } };
}
