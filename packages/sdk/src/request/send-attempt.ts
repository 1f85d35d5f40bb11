import { authHeader } from "@org/client";
import { assertHeaderValue, mergeHeaders } from "../config/merge-headers.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import { getRequestId, type APIError } from "../errors/api-error.ts";
import { InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import { toNetworkError } from "../response/network-error.ts";
import { createResponseErrors } from "../response/response-errors.ts";
import { EventStream } from "../stream/event-stream.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { findAbortError, createAttemptTimer, type AttemptTimer, type SentRequests } from "./attempt-timer.ts";
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
 * @param sent What earlier attempts sent. This attempt is added when it begins to send.
 * @throws The typed error of the failure.
 */
export async function sendAttempt<T, E extends APIError>(
  call: Call<T, E>,
  sent: SentRequests,
): Promise<AttemptResult<T>> {
  const aborted = findAbortError(call.options.signals, sent);
  if (aborted) throw aborted;
  const timer = createAttemptTimer(call.options, sent);
  let isOpen = false;
  try {
    const result = await timer.race(sendRequest(call, timer, sent));
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
  sent: SentRequests,
): Promise<AttemptResult<T>> {
  const { method, path, body } = operation;
  const { server, middleware, log } = options;
  const { signal } = timer;

  const headers = new Headers(options.headers);
  if (!headers.has("accept")) headers.set("accept", operation.accept);
  await authorize(headers, options, signal, sent);
  const attempts = ++sent.attempts;
  const redact = () => createRedactor(headers);

  log?.("debug", `attempt ${attempts}: ${method} ${server.base}${path}`, redactHeaders(headers));
  if (body !== null && !headers.has("content-type")) headers.set("content-type", "application/json");
  const init = { ...options.fetchOptions, method, redirect: "manual", headers, body, signal } as const;
  const { Request, fetch, errorText } = createTransport(options.fetch, middleware.length > 0, init);
  const { response, error } = await client
    .request(method, operation.template ?? path, {
      body,
      bodySerializer: () => body,
      baseUrl: server.base,
      querySerializer: () => server.query,
      parseAs: "stream",
      middleware,
      Request,
      fetch(request: Request) {
        // A middleware may have changed it.
        sent.url = request.url;
        return fetch(request);
      },
      ...operation.fetchOptions,
    })
    .catch((thrown: unknown) => {
      signal.throwIfAborted();
      const cause = redact().value(thrown);
      const network = toNetworkError(cause, sent);
      throw network ?? new UnexpectedClientError(`The request failed: ${getErrorMessage(cause)}`, { ...sent, cause });
    });
  if (signal.aborted) {
    response.body?.cancel().catch(() => {});
    throw signal.reason;
  }
  log?.("debug", `attempt ${attempts}: status ${response.status}`, redact().value(getRequestId(response.headers)));

  const { ErrorClass } = operation;
  const errors = createResponseErrors({ response, sent, policy: options.policy, redact, ErrorClass });
  if (!response.ok) throw errors.createFromBody(errorText(response) ?? toBody(error));
  if (response.bodyUsed || response.body?.locked) {
    throw new UnexpectedClientError("The response body was already read", sent);
  }
  return { value: await operation.read(response, { timer, errors, options }), response };
}

/** Adds the API key, unless it is `null` or the caller set an `Authorization` header. */
async function authorize(
  headers: Headers,
  { apiKey }: ResolvedCallOptions,
  signal: AbortSignal,
  sent: SentRequests,
): Promise<void> {
  if (apiKey === null || headers.has("authorization")) return;
  let key = apiKey;
  if (typeof key === "function") {
    try {
      key = await key();
    } catch (cause) {
      throw new InvalidRequestError("The apiKey function failed", { ...sent, cause });
    }
    signal.throwIfAborted();
  }
  const text = typeof key === "string" ? assertHeaderValue("The API key", key, sent) : "";
  if (!text) {
    const failure = typeof apiKey === "object" ? apiKey : undefined;
    const message = failure
      ? "OPENROUTER_API_KEY cannot be read: pass apiKey or run Deno with --allow-env"
      : "The API key is missing: pass apiKey or set OPENROUTER_API_KEY";
    throw new InvalidRequestError(message, { ...failure, ...sent });
  }
  mergeHeaders(headers, authHeader(text));
}

/** Returns the body of an error response that a middleware returned: openapi-fetch has parsed it. */
function toBody(error: unknown): string {
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
