import { readText } from "./body.ts";
import { withoutEmpty } from "./headers.ts";

// A little more than is shown, so that a key at the very end is seen whole and taken out.
const errorLimits = { bytes: 68 * 1024, ms: 5_000 };

/** One attempt's way to the wire, in the form that openapi-fetch wants. */
export interface Transport {
  /** What openapi-fetch makes its request with: `new Request(url, init)`. */
  readonly Request: typeof globalThis.Request;
  readonly fetch: (request: Request) => Promise<Response>;
  /** The text of an error answer, which is read here, capped; `undefined` for an answer that did not come from here. */
  errorText(response: Response): string | undefined;
}

/**
 * Stands in for a Request where no middleware wants to see one: making a real Request and handing that to fetch
 * costs 50 to 80 µs more than `fetch(url, init)`.
 */
class RequestHolder {
  readonly url: string;
  readonly init: RequestInit;
  constructor(url: string, init: RequestInit) {
    this.url = url;
    this.init = init;
  }
}

/** @param fetchOptions what a real Request does not hold on to, such as undici's `dispatcher` */
export function transport(
  userFetch: typeof globalThis.fetch | undefined,
  hasMiddleware: boolean,
  fetchOptions: RequestInit,
): Transport {
  let error: { response: Response; text: string } | undefined;
  return {
    // Between here and `fetch` below, nothing but openapi-fetch sees it, and that wants no more of it.
    Request: hasMiddleware ? globalThis.Request : (RequestHolder as unknown as typeof globalThis.Request),
    async fetch(request) {
      const held: unknown = request;
      const init = held instanceof RequestHolder ? held.init : await initOf(request, fetchOptions);
      const headers = withoutEmpty(init.headers as Headers);
      // Looked up now, and called without a receiver: browsers refuse another `this` than the global one.
      const fetch = userFetch ?? globalThis.fetch;
      const response = await fetch(request.url, { ...init, headers });
      // An opaque redirect has no body, and can't be made by hand.
      if (response.ok || response.type === "opaqueredirect") return response;
      const text = await readText(response, init.signal, errorLimits);
      error = { text, response: withText(response, text) };
      return error.response;
    },
    errorText: (response) => (response === error?.response ? error.text : undefined),
  };
}

/** A middleware's Request in the form that every fetch takes: not every one knows this realm's Request. */
async function initOf(request: Request, fetchOptions: RequestInit): Promise<RequestInit> {
  const { method, headers, signal, redirect } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { ...fetchOptions, method, headers, signal, redirect, body };
}

/** openapi-fetch reads error bodies whole and without a limit, so it is given one that has been read. */
function withText(response: Response, text: string): Response {
  const { status, statusText, headers, url } = response;
  // As bytes: a body of text brings a content type of its own. A 304 may have none.
  const body = status === 304 ? null : new TextEncoder().encode(text);
  // Servers may answer 999; a Response that is made by hand may not.
  const copy = new Response(body, { status: status < 600 ? status : 500, statusText, headers });
  return Object.defineProperties(copy, { url: { value: url }, status: { value: status } });
}
