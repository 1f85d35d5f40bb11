import { authHeader } from "@org/client";
import { setHeaders } from "../config/merge-headers.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import { getRequestId, type APIError } from "../errors/api-error.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { logUsage } from "../config/logger.ts";
import type { Success } from "../result.ts";
import { errorBodyLimits, readText } from "../response/read-body.ts";
import { toFetchError } from "../response/network-error.ts";
import { createResponseErrors } from "../response/response-errors.ts";
import { EventStream } from "../stream/event-stream.ts";
import { assertKey, callKeyFunction } from "./api-key.ts";
import { AttemptTimer } from "./attempt-timer.ts";
import { toErrorInit, type CallProgress } from "./call-progress.ts";
import type { Operation } from "./operation.ts";
import { redactHeaders, createRedactor } from "./redact.ts";
import { addMiddleware, type MiddlewareContext, type Transport, type TransportInit } from "./middleware.ts";

/**
 * Makes one HTTP attempt: resolves the key, sends the request and parses the response.
 *
 * @param progress What earlier attempts sent. This attempt is added when it begins to send.
 * @throws The typed error of the failure.
 */
export function sendAttempt<T, E extends APIError>(
  operation: Operation<T, E>,
  options: ResolvedCallOptions,
  progress: CallProgress,
): Promise<Success<T>> {
  const timer = new AttemptTimer(options, progress);
  return timer.race(() => sendRequest(operation, options, timer, progress));
}

async function sendRequest<T, E extends APIError>(
  operation: Operation<T, E>,
  options: ResolvedCallOptions,
  timer: AttemptTimer,
  progress: CallProgress,
): Promise<Success<T>> {
  const { signal } = timer;
  const { apiKey, policy, log } = options;
  let isOpen = false;
  try {
    const headers = new Headers({ accept: operation.accept });
    if (operation.body !== null) headers.set("content-type", "application/json");
    if (apiKey !== null && !options.headers.has("authorization")) {
      const key = typeof apiKey === "function" ? await callKeyFunction(apiKey, progress) : apiKey;
      signal.throwIfAborted();
      const entries = Object.entries(authHeader(assertKey(key, apiKey, progress)));
      // Lower case, since some runtimes send the case of the first `set`.
      for (const [name, value] of entries) headers.set(name.toLowerCase(), value);
    }
    setHeaders(headers, options.headers);
    const redact = () => createRedactor(headers);
    const attempts = ++progress.attempts;
    progress.getRequestId = undefined;
    let response: Response;
    try {
      response = await startRequest(operation, options, { headers, signal }, progress);
    } catch (thrown) {
      signal.throwIfAborted();
      throw toFetchError(redact().value(thrown), progress);
    }
    if (signal.aborted) response.body?.cancel().catch(() => {});
    signal.throwIfAborted();
    const requestId = getRequestId(response.headers);
    progress.getRequestId = () => redact().value(requestId) as typeof requestId;
    log?.("debug", `attempt ${attempts}: status ${response.status}`, progress.getRequestId());

    const { ErrorClass } = operation;
    const getErrors = () => createResponseErrors({ response, progress, policy, redact, ErrorClass });
    if (!response.ok) throw getErrors().createFromBody(await readText(response, timer, errorBodyLimits));
    if (response.bodyUsed || response.body?.locked) {
      throw new UnexpectedClientError("The response body was already read", toErrorInit(progress));
    }
    const value = await operation.read(response, { timer, getErrors, options });
    isOpen = value instanceof EventStream;
    logUsage(log, value);
    return { ok: true, value, response, requestId, attempts };
  } finally {
    // An open stream stops the timer when it ends.
    if (!isOpen) timer.stop();
  }
}

/** Calls `fetch`, with the middleware if there is any. */
function startRequest<T, E extends APIError>(
  operation: Operation<T, E>,
  options: ResolvedCallOptions,
  request: Pick<TransportInit, "headers" | "signal">,
  progress: CallProgress,
): Promise<Response> {
  const { method, path, query = "", body } = operation;
  const { server, middleware, log } = options;
  const url = server.base + path;
  const { attempts } = progress;
  log?.("debug", `attempt ${attempts}: ${method} ${url}${query && `?${query}`}`, redactHeaders(request.headers));
  const init = { ...options.fetchOptions, method, redirect: "manual", body, ...request } as const;
  const search = [query, server.query].filter(Boolean).join("&");
  const send: Transport = (target, targetInit) => {
    // A middleware may have changed it.
    progress.url = target;
    // Called without a receiver: in browsers, `this` must be the global object.
    const fetch = options.fetch ?? globalThis.fetch;
    return fetch(target, targetInit);
  };
  const transport = middleware.length > 0 ? addMiddleware(send, middleware, getContext(operation, options)) : send;
  return transport(search ? `${url}?${search}` : url, init);
}

/** Returns what middleware receives next to the request. The serializers return what was serialized before. */
function getContext<T, E extends APIError>(
  { path, query = "", template = path, params = {}, body }: Operation<T, E>,
  { server, fetch = globalThis.fetch }: ResolvedCallOptions,
): MiddlewareContext {
  const serializers = { querySerializer: () => query, pathSerializer: () => path, bodySerializer: () => body };
  return { schemaPath: template, params, options: { baseUrl: server.base, fetch, parseAs: "stream", ...serializers } };
}
