import { copyResponse } from "../response/copy-response.ts";
import { readText, type BodyLimits } from "../response/read-body.ts";

// 4 KiB more than an error's body, so that a key at its end is read completely and redacted.
export const errorBodyLimits: BodyLimits = { bytes: 68 * 1024, ms: 5_000 };

/** The `RequestInit` of an attempt. */
export interface TransportInit extends RequestInit {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** The `Request` and `fetch` of one attempt, for openapi-fetch. */
export interface Transport {
  /** Called by openapi-fetch as `new Request(url)`. */
  readonly Request: typeof globalThis.Request;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Returns the body of an error response, which `fetch` read up to a limit; `undefined` for any other response. */
  errorText(response: Response): string | undefined;
}

/** @param hasMiddleware Whether middleware needs a real `Request`. */
export function createTransport(
  userFetch: typeof globalThis.fetch | undefined,
  hasMiddleware: boolean,
  init: TransportInit,
): Transport {
  let error: { response: Response; text: string } | undefined;

  // `fetch(new Request(url, init))` takes 50 to 80 µs longer than `fetch(url, init)`, and openapi-fetch only needs an
  // object.
  function RequestOrURL(url: string): { readonly url: string } {
    return hasMiddleware ? new Request(url, init) : { url };
  }
  // openapi-fetch checks what a middleware returns by `instanceof`.
  if (hasMiddleware) RequestOrURL.prototype = Request.prototype;

  return {
    Request: RequestOrURL as unknown as typeof globalThis.Request,
    async fetch(request) {
      const requestInit = hasMiddleware ? { ...init, ...(await toInit(request)) } : init;
      // Called without a receiver: in browsers, `this` must be the global object.
      const fetch = userFetch ?? globalThis.fetch;
      const response = await fetch(request.url, requestInit);
      // An opaque redirect has no body, and cannot be constructed.
      if (response.ok || response.type === "opaqueredirect") return response;
      const text = await readText(response, requestInit.signal, errorBodyLimits);
      // openapi-fetch reads error bodies without a limit, so it gets one that was read. As bytes, since a string body adds a
      // content type.
      error = { text, response: copyResponse(response, new TextEncoder().encode(text)) };
      return error.response;
    },
    errorText: (response) => (response === error?.response ? error.text : undefined),
  };
}

/** Converts a middleware's `Request` to a `RequestInit`: a custom `fetch` may not accept the global `Request`. */
async function toInit(request: Request): Promise<TransportInit> {
  const { method, headers, signal, redirect } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { method, headers, signal, redirect, body };
}
