import { authHeader } from "@org/client";
import { setHeaders } from "../config/merge-headers.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import { getRequestId, type APIError } from "../errors/api-error.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { toNetworkError } from "../response/network-error.ts";
import { createResponseErrors } from "../response/response-errors.ts";
import { EventStream } from "../stream/event-stream.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { assertKey, callKeyFunction } from "./api-key.ts";
import { AttemptTimer } from "./attempt-timer.ts";
import type { CallProgress } from "./call-progress.ts";
import type { Operation } from "./operation.ts";
import { redactHeaders, createRedactor } from "./redact.ts";
import { createTransport } from "./transport.ts";

/** openapi-fetch's client. Its types are those of one document; here, the operation has been typed before. */
export interface FetchClient {
  request(method: string, path: string, init: object): Promise<{ response: Response; error?: unknown }>;
}

/** What all attempts of one call share. */
export interface Call<T, E extends APIError> {
  readonly client: FetchClient;
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
 * @param progress What earlier attempts progress. This attempt is added when it begins to send.
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
  { client, operation, options }: Call<T, E>,
  timer: AttemptTimer,
  progress: CallProgress,
): Promise<AttemptResult<T>> {
  const { method, path, body } = operation;
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
  const redact = () => createRedactor(headers);

  log?.("debug", `attempt ${attempts}: ${method} ${server.base}${path}`, redactHeaders(headers));
  const init = { ...options.fetchOptions, method, redirect: "manual", headers, body, signal } as const;
  const { Request, fetch, errorText } = createTransport(options.fetch, middleware.length > 0, init);
  const { response, error } = await client
    .request(method, operation.template ?? path, {
      baseUrl: server.base,
      querySerializer: () => server.query,
      parseAs: "stream",
      middleware,
      Request,
      fetch(request: Request) {
        // A middleware may have changed it.
        progress.url = request.url;
        return fetch(request);
      },
      ...operation.fetchOptions,
    })
    .catch((thrown: unknown) => {
      signal.throwIfAborted();
      const cause = redact().value(thrown);
      const network = toNetworkError(cause, progress);
      throw (
        network ?? new UnexpectedClientError(`The request failed: ${getErrorMessage(cause)}`, { ...progress, cause })
      );
    });
  if (signal.aborted) {
    response.body?.cancel().catch(() => {});
    throw signal.reason;
  }
  log?.("debug", `attempt ${attempts}: status ${response.status}`, redact().value(getRequestId(response.headers)));

  const { ErrorClass } = operation;
  const getErrors = () => createResponseErrors({ response, progress, policy: options.policy, redact, ErrorClass });
  if (!response.ok) throw getErrors().createFromBody(errorText(response) ?? toBody(error));
  if (response.bodyUsed || response.body?.locked) {
    throw new UnexpectedClientError("The response body was already read", progress);
  }
  return { value: await operation.read(response, { timer, getErrors, options }), response };
}

/** Returns the body of an error response that a middleware returned: openapi-fetch has parsed it. */
function toBody(error: unknown): string {
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
