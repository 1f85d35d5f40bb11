import { OpenRouter } from "../../src/client.ts";
import type { RetryConfig, SDKOptions } from "../../src/options.ts";

/** A request as it reached `fetch`. */
export interface SentRequest {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  /** The body's text, whatever type it was handed over in. */
  readonly body: string;
  readonly signal: AbortSignal;
  readonly init: RequestInit;
}

/** What a test answers a request with; requests are counted from 0. */
export type Answering = (request: SentRequest, index: number) => Response | Promise<Response>;

export interface Observed {
  readonly client: OpenRouter;
  /** What was sent so far. */
  readonly requests: readonly SentRequest[];
  readonly fetch: typeof globalThis.fetch;
}

export const testKey = "key-0123456789abcdef";

/** Retries as by default, without the waits. */
export const atOnce: RetryConfig = { strategy: "backoff", backoff: { initialInterval: 0 } };

export const noRetries: RetryConfig = { strategy: "none" };

/** The smallest request. */
export const question: { messages: [{ role: "user"; content: string }] } = {
  messages: [{ role: "user", content: "Is it raining?" }],
};

/** A client whose `fetch` is the test's, and what it sent. */
export function observedClient({
  fetch: answer,
  ...options
}: Omit<SDKOptions, "fetch"> & { fetch: Answering }): Observed {
  const { fetch, requests } = observedFetch(answer);
  const client = new OpenRouter({ apiKey: testKey, serverURL: "https://api.test/v1", ...options, fetch });
  return { client, requests, fetch };
}

/** A `fetch` that records what it is asked. */
export function observedFetch(answer: Answering): { fetch: typeof globalThis.fetch; requests: SentRequest[] } {
  const requests: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { body, headers, method, signal } = init;
    const request: SentRequest = {
      url: String(input),
      method,
      headers: new Headers(headers),
      body: body === null || body === undefined ? "" : await new Response(body).text(),
      signal: signal ?? new AbortController().signal,
      init,
    };
    requests.push(request);
    return answer(request, requests.length - 1);
  };
  return { fetch, requests };
}
