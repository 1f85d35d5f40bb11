import { copyResponse } from "../response/copy-response.ts";
import { readText, type BodyLimits } from "../response/read-body.ts";
import { dropEmptyHeaders } from "../config/merge-headers.ts";

// A little more than is shown, so that a key at the very end is seen whole and taken out.
export const errorBodyLimits: BodyLimits = { bytes: 68 * 1024, ms: 5_000 };

/** All that `fetch` is told besides the URL. */
export interface TransportInit extends RequestInit {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** One attempt's way to the wire, in the form that openapi-fetch wants. */
export interface Transport {
  /** What openapi-fetch makes its request with: `new Request(url)`. */
  readonly Request: typeof globalThis.Request;
  readonly fetch: (request: Request) => Promise<Response>;
  /** The text of an error answer, which is read here, capped; `undefined` for an answer that did not come from here. */
  errorText(response: Response): string | undefined;
}

/** @param hasMiddleware whether there is somebody who wants to see a real Request, and may change it */
export function createTransport(
  userFetch: typeof globalThis.fetch | undefined,
  hasMiddleware: boolean,
  init: TransportInit,
): Transport {
  let error: { response: Response; text: string } | undefined;

  // Making a real Request and handing that to fetch costs 50 to 80 µs more than `fetch(url, init)`, and openapi-fetch
  // itself wants no more of it than that it is there.
  function RequestOrUrl(url: string): { readonly url: string } {
    return hasMiddleware ? new Request(url, init) : { url };
  }
  // So that a Request which a middleware makes is one for openapi-fetch, by `instanceof`.
  if (hasMiddleware) RequestOrUrl.prototype = Request.prototype;

  return {
    Request: RequestOrUrl as unknown as typeof globalThis.Request,
    async fetch(request) {
      const sent = hasMiddleware ? { ...init, ...(await initOf(request)) } : init;
      // Looked up now, and called without a receiver: browsers refuse another `this` than the global one.
      const fetch = userFetch ?? globalThis.fetch;
      const response = await fetch(request.url, { ...sent, headers: dropEmptyHeaders(sent.headers) });
      // An opaque redirect has no body, and can't be made by hand.
      if (response.ok || response.type === "opaqueredirect") return response;
      const text = await readText(response, sent.signal, errorBodyLimits);
      // openapi-fetch reads error bodies without a limit, so it gets one that was read. As bytes, since a string body adds a
      // content type.
      error = { text, response: copyResponse(response, new TextEncoder().encode(text)) };
      return error.response;
    },
    errorText: (response) => (response === error?.response ? error.text : undefined),
  };
}

/** A middleware's Request in the form that every fetch takes: not every one knows this realm's Request. */
async function initOf(request: Request): Promise<TransportInit> {
  const { method, headers, signal, redirect } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { method, headers, signal, redirect, body };
}
