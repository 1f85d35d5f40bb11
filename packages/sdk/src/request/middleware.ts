import type { Middleware } from "../options.ts";

/** The `RequestInit` of an attempt. */
export interface TransportInit extends RequestInit {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** Sends a request: `fetch`, or `fetch` with middleware. */
export type Transport = (url: string, init: TransportInit) => Promise<Response>;

type Hooks = Exclude<Middleware, undefined>;
type OnRequest = NonNullable<Hooks["onRequest"]>;

/** What hooks receive next to the request. */
export type MiddlewareContext = Omit<Parameters<OnRequest>[0], "request" | "id">;

/**
 * Returns a transport that calls the hooks of middleware, as openapi-fetch does: `onRequest` in order, then, in reverse
 * order, `onError` if the request failed, and `onResponse`. See https://openapi-ts.dev/openapi-fetch/middleware-auth.
 */
export function addMiddleware(
  transport: Transport,
  middleware: readonly Middleware[],
  options: MiddlewareContext,
): Transport {
  const reversed = middleware.toReversed();
  return async (url, init) => {
    const context = { ...options, id: Math.random().toString(36).slice(2), request: new Request(url, init) };
    for (const hooks of middleware) {
      const result = await hooks.onRequest?.(context);
      if (result instanceof Response) return result;
      assertResult("onRequest", "a Request, a Response", !result || result instanceof Request);
      context.request = result ?? context.request;
    }

    async function send(): Promise<Response> {
      try {
        return await transport(context.request.url, await toInit(context.request, init));
      } catch (thrown) {
        let error: unknown = thrown;
        for (const hooks of reversed) {
          const result = await hooks.onError?.({ ...context, error });
          if (result instanceof Response) return result;
          assertResult("onError", "an Error, a Response", !result || result instanceof Error);
          error = result ?? error;
        }
        throw error;
      }
    }
    let response = await send();
    for (const hooks of reversed) {
      const result: unknown = await hooks.onResponse?.({ ...context, response });
      assertResult("onResponse", "a Response", !result || result instanceof Response);
      if (result) response = result as Response;
    }
    return response;
  };
}

function assertResult(hook: string, expected: string, isValid: boolean): void {
  if (!isValid) throw new TypeError(`${hook} of a middleware must return ${expected} or nothing`);
}

/** Converts a middleware's `Request` to a `RequestInit`: a custom `fetch` may not accept the global `Request`. */
async function toInit(request: Request, init: TransportInit): Promise<TransportInit> {
  const { method, headers, signal, redirect } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { ...init, method, headers, signal, redirect, body };
}
