import { OpenRouter } from "../../src/client.ts";
import type { RetryConfig, SDKOptions } from "../../src/options.ts";

/** A request as `fetch` received it. */
export interface ObservedRequest {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  /** The body as text, whatever its type was. */
  readonly body: string;
  readonly signal: AbortSignal;
  readonly init: RequestInit;
}

/** Responds to a request. The index counts the requests from 0. */
export type FetchHandler = (request: ObservedRequest, index: number) => Response | Promise<Response>;

export interface Observed {
  readonly client: OpenRouter;
  /** The requests so far, in order. */
  readonly requests: readonly ObservedRequest[];
  readonly fetch: typeof globalThis.fetch;
}

export const testKey = "key-0123456789abcdef";

/** The default retries, without delays. */
export const immediateRetries: RetryConfig = { strategy: "backoff", backoff: { initialInterval: 0 } };

export const noRetries: RetryConfig = { strategy: "none" };

/** A minimal request. */
export const question: { messages: [{ role: "user"; content: string }] } = {
  messages: [{ role: "user", content: "Is it raining?" }],
};

/** Creates a client with a custom `fetch`, and records its requests. */
export function observedClient({
  fetch: handler,
  ...options
}: Omit<SDKOptions, "fetch"> & { fetch: FetchHandler }): Observed {
  const { fetch, requests } = observedFetch(handler);
  const client = new OpenRouter({ apiKey: testKey, serverURL: "https://api.test/v1", ...options, fetch });
  return { client, requests, fetch };
}

/** Creates a `fetch` that records its requests. */
export function observedFetch(handler: FetchHandler): {
  fetch: typeof globalThis.fetch;
  requests: ObservedRequest[];
} {
  const requests: ObservedRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { body, headers, method, signal } = init;
    const request: ObservedRequest = {
      url: String(input),
      method,
      headers: new Headers(headers),
      body: body === null || body === undefined ? "" : await new Response(body).text(),
      signal: signal ?? new AbortController().signal,
      init,
    };
    requests.push(request);
    return handler(request, requests.length - 1);
  };
  return { fetch, requests };
}
