import { createClient, type ErrorBody as ErrorBodyOf } from "@org/client";
import { OpenRouter, type Middleware, type RequestOptions, type RetryConfig, type SDKOptions } from "@org/sdk";
import type { ChatCompletion, ChatCompletionCreateParams } from "@org/sdk/models";
import {
  ChatCompletionError,
  ConnectionError,
  OpenRouterError,
  RequestAbortedError,
  RequestTimeoutError,
  ResponseValidationError,
  type ChatCompleteError,
} from "@org/sdk/models/errors";
import type { paths } from "@org/types";
import { assertSameType } from "./assert-same-type.js";

type ErrorBody = ErrorBodyOf<paths["/chat/completions"]["post"]>;

const stamp: Middleware = {
  async onRequest({ request }) {
    request.headers.set("x-stamp", "1");
    return request;
  },
  onResponse({ response }) {
    assertSameType<typeof response.status, number>(true);
  },
};

const retryConfig: RetryConfig = { strategy: "backoff", maxRetries: 5, backoff: { initialInterval: 100, exponent: 2 } };

export const options: SDKOptions = {
  apiKey: null,
  serverURL: new URL("https://example.org/api/v1?tenant=1"),
  headers: { "x-team": "a", "x-none": null, "x-maybe": undefined },
  middleware: [stamp],
  retryConfig,
  debugLogger: console,
  timeoutMs: Infinity,
  fetch: (input, init) => fetch(input, init),
};

export const withMock = new OpenRouter({ fetch: async () => new Response("{}", { status: 200 }) });
export const withGlobalFetch = new OpenRouter({ fetch });

export async function call(openRouter: OpenRouter, signal: AbortSignal): Promise<void> {
  const perCall: RequestOptions = {
    signal,
    retries: { strategy: "none" },
    fetchOptions: { keepalive: true, signal, headers: new Headers() },
    extraBody: { new_field: 1 },
  };
  await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] }, perCall);
}

export function describeError(error: unknown): string {
  if (ChatCompletionError.isInstance(error)) {
    assertSameType<typeof error, ChatCompletionError>(true);
    assertSameType<typeof error.statusCode, number>(true);
    assertSameType<typeof error.headers, Headers>(true);
    return `${error.statusCode} ${error.error.message} ${error.retryAfterMs ?? 0}`;
  }
  if (ResponseValidationError.isInstance(error)) return error.rawText;
  if (OpenRouterError.isInstance(error)) return error.body;
  if (ConnectionError.isInstance(error)) return error.kind === "reset" ? "reset" : String(error.cause);
  if (RequestTimeoutError.isInstance(error)) return `${error.kind} ${error.timeoutMs}`;
  return error instanceof RequestAbortedError ? "aborted" : "unknown";
}

/** Every member of the union has the fields that all errors share. */
export function formatError({ name, message, attempts }: ChatCompleteError): string {
  assertSameType<typeof attempts, number>(true);
  return `${name} ${message} ${attempts}`;
}

export async function callRawClient(isStreamed: boolean): Promise<ChatCompletion | undefined> {
  const client = createClient({ apiKey: "sk", fetch: (request) => fetch(request) });
  const { data, error, response } = await client.POST("/chat/completions", {
    body: { messages: [{ role: "user", content: "Hello" }] },
  });
  assertSameType<typeof data, ChatCompletion | undefined>(true);
  if (!response.ok) console.error(typeof error === "string" ? error : error?.error.message);

  const streamed = await client.POST("/chat/completions", {
    body: { messages: [{ role: "user", content: "Hello" }], stream: true },
    parseAs: "stream",
  });
  assertSameType<typeof streamed.data, Response["body"] | undefined>(true);

  const body: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hello" }] };
  const typed = await client.POST("/chat/completions", { body });
  if (typed.data) assertSameType<typeof typed.data, ChatCompletion>(true);
  else assertSameType<typeof typed.error, ErrorBody | string>(true);
  await client.POST("/chat/completions", { body: { ...body, stream: isStreamed } });
  await client.POST("/chat/completions", { body: { ...body, stream: false } });
  return data;
}
