import { authHeader, type Client } from "@org/client";
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { createResponseParser } from "../response/parse-response.ts";
import { readText } from "../response/read-body.ts";
import { InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import { createTransport } from "./transport.ts";
import { assertHeaderValue } from "../config/merge-headers.ts";
import { toNetworkError } from "../response/network-error.ts";
import { openEventStream } from "../stream/chunk-reader.ts";
import { redactHeaders, createRedactor } from "./redact.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import { EventStream } from "../stream/event-stream.ts";
import { findAbortError, createAttemptTimer, type AttemptTimer } from "./attempt-timer.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/** One call: what is the same for all of its attempts. */
export interface Call {
  readonly client: Client;
  readonly settings: ResolvedCallOptions;
  readonly request: ChatCompletionCreateParams;
  /** The request as it goes on the wire, serialised once. */
  readonly body: string;
  readonly isStreaming: boolean;
}

/** What an attempt gave, with the answer it came in. */
export interface AttemptResult {
  readonly value: ChatCompletion | EventStream<ChatCompletionChunk>;
  readonly response: Response;
  readonly attempts: number;
}

/** One HTTP try, from the key to the interpreted answer. @throws the typed error of what went wrong */
export async function attempt(call: Call, index: number): Promise<AttemptResult> {
  const { signals, timeoutMs, idleTimeoutMs } = call.settings;
  const aborted = findAbortError(signals, index);
  if (aborted) throw aborted;
  const timer = createAttemptTimer({ signals, timeoutMs, idleTimeoutMs, attempts: index + 1 });
  let isOpen = false;
  try {
    const received = await timer.race(exchange(call, timer, index + 1));
    isOpen = received.value instanceof EventStream;
    return received;
  } finally {
    // An open stream stops its timer itself, when it ends.
    if (!isOpen) timer.stop();
  }
}

async function exchange(call: Call, timer: AttemptTimer, attempts: number): Promise<AttemptResult> {
  const { client, settings, request, body, isStreaming } = call;
  const { server, policy, fetchOptions, middleware, log } = settings;
  const { signal } = timer;

  const headers = new Headers(settings.headers);
  if (!headers.has("accept")) headers.set("accept", `${isStreaming ? "text/event-stream, " : ""}application/json`);
  await authorize(headers, settings, signal, attempts);
  const redact = () => createRedactor(headers);

  log?.("debug", `attempt ${attempts}: POST ${server.base}/chat/completions`, redactHeaders(headers));
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  const init = { ...fetchOptions, method: "POST", redirect: "manual", headers, body, signal } as const;
  const { Request, fetch, errorText } = createTransport(settings.fetch, middleware.length > 0, init);
  const { response, error } = await client
    .POST("/chat/completions", {
      body: request,
      bodySerializer: () => body,
      baseUrl: server.base,
      querySerializer: () => server.query,
      parseAs: "stream",
      middleware,
      Request,
      fetch,
    })
    .catch((thrown: unknown) => {
      if (signal.aborted) throw signal.reason;
      const cause = redact().value(thrown);
      const network = toNetworkError(cause, attempts);
      throw network ?? new UnexpectedClientError(`The request failed: ${getErrorMessage(cause)}`, { cause, attempts });
    });
  if (signal.aborted) {
    response.body?.cancel().catch(() => {});
    throw signal.reason;
  }
  log?.("debug", `attempt ${attempts}: status ${response.status}`);

  const answer = createResponseParser({ response, attempts, policy, redact });
  if (!response.ok) throw answer.refusal(errorText(response) ?? textOf(error));
  if (response.bodyUsed || response.body?.locked) {
    const message = "The response body was already read";
    throw new UnexpectedClientError(message, { attempts });
  }
  if (!isStreaming) {
    const text = await readText(response, signal).catch((thrown: unknown) => {
      throw answer.cut(thrown);
    });
    return { value: answer.completion(text), response, attempts };
  }

  const value = await openEventStream(response, { timer, answer, maxEventBytes: settings.maxEventBytes });
  return { value, response, attempts };
}

/** Adds the key, unless the caller wants none or has an `Authorization` of their own. */
async function authorize(
  headers: Headers,
  { apiKey }: ResolvedCallOptions,
  signal: AbortSignal,
  attempts: number,
): Promise<void> {
  if (apiKey === null || headers.has("authorization")) return;
  let key = apiKey;
  if (typeof key === "function") {
    try {
      key = await key();
    } catch (cause) {
      throw new InvalidRequestError("The apiKey function failed", { cause, attempts: attempts - 1 });
    }
    if (signal.aborted) throw signal.reason;
  }
  const text = typeof key === "string" ? assertHeaderValue("The API key", key, attempts - 1) : "";
  if (!text) {
    const message = "The API key is missing: pass apiKey or set OPENROUTER_API_KEY";
    throw new InvalidRequestError(message, { attempts: attempts - 1 });
  }
  for (const [name, value] of Object.entries(authHeader(text))) headers.set(name.toLowerCase(), value);
}

/** The text of an error answer that a middleware put in the place of the real one. */
function textOf(error: unknown): string {
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
