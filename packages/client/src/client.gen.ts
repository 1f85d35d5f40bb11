// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 692160bd3bddef06). Do not edit.

import createFetchClient, { mergeHeaders } from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import { applyRoutes, type Caller } from "./apply-routes.gen.ts";
import type { AnyCall, Call, HeaderOptions } from "./call.gen.ts";

export type { Middleware };

/** A typed openapi-fetch client for OpenRouter. A call rejects only when no response arrives. */
export interface Client {
    GET: Call<"get">;
    PUT: Call<"put">;
    POST: Call<"post">;
    DELETE: Call<"delete">;
    OPTIONS: Call<"options">;
    HEAD: Call<"head">;
    PATCH: Call<"patch">;
    TRACE: Call<"trace">;
    request: AnyCall;
    /** Adds middleware for every call. */
    use(...middleware: Middleware[]): void;
    /** Removes middleware. */
    eject(...middleware: Middleware[]): void;
}

export interface ClientOptions {
    /**
     * An API key of the service, which starts with `sk-or-v1-`.
     * Sent in the header `Authorization`. A function is called for each request. Nothing is sent without a key, or when the
     * call sets it itself.
     */
    apiKey?: string | (() => string | Promise<string>) | null | undefined;
    /**
     * The base URL of the service.
     * Trailing slashes are ignored; a query string is appended to the path of each call.
     *
     * @default https://openrouter.ai/api/v1
     */
    serverURL?: string | URL | undefined;
    /**
     * A custom `fetch`, for proxies, tests or tracing.
     *
     * @default `globalThis.fetch`, looked up for each call
     */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Headers of every call; `null` omits a header. The headers of a call override these. */
    headers?: HeaderOptions | undefined;
    /** openapi-fetch middleware for every call, run in this order. */
    middleware?: readonly Middleware[] | undefined;
}

/**
 * Creates a client for OpenRouter.
 *
 * @example
 * ```ts
 * const client = createClient({ apiKey });
 * const { data, error, response } = await client.POST("/chat/completions", { body });
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
    const { apiKey, serverURL = "https://openrouter.ai/api/v1", fetch, headers = {}, middleware = [], ...unknown } = options;
    // From JavaScript, a misspelled serverURL would send the request and its credentials to the default server.
    const name = Object.entries(unknown).find(([, value]) => value !== undefined)?.[0];
    if (name !== undefined) throw new TypeError(`Unknown option "${name}"; the URL of the server is serverURL`);
    const client = createFetchClient({
        ...serverOptions(serverURL),
        fetch: fetch ?? ((request) => globalThis.fetch(request)),
        headers: mergeHeaders(typeof apiKey === "string" && apiKey !== "" ? authHeader(apiKey) : undefined, headers),
    });
    if (typeof apiKey === "function") client.use(authentication(apiKey));
    client.use(...middleware);
    // The same calls with the types of call.gen.ts.
    return applyRoutes(client as unknown as Caller) as unknown as Client;
}

/** Creates the header that carries these credentials, for callers that set their headers themselves. */
export function authHeader(apiKey: string): Record<string, string> {
    return { Authorization: `Bearer ${apiKey}` };
}

function authentication(apiKey: () => string | Promise<string>): Middleware {
    return {
        async onRequest({ request }) {
            if (request.headers.has("Authorization")) return;
            const key = await apiKey();
            if (key) request.headers.set("Authorization", `Bearer ${key}`);
        },
    };
}

/** The servers of the document; the first is the default. */
export const servers = [
    { url: "https://openrouter.ai/api/v1", description: "The service" },
] as const;

/**
 * Returns the options that send a single call to another base URL: `client.GET(path, { ...serverOptions(url) })`.
 * openapi-fetch appends the path to the base URL as it is: trailing slashes are removed, and a query string is added
 * to the complete URL.
 */
export function serverOptions(serverURL: string | URL): { baseUrl: string; Request?: typeof Request } {
    const [, start = "", query] = /^([^?#]*)(?:\?([^#]*))?/.exec(String(serverURL)) ?? [];
    const baseUrl = start.replace(/\/+$/, "");
    if (!query) return { baseUrl };
    const construct = (Base: typeof Request, [url, init]: [string, RequestInit]): Request =>
        new Base(`${url}${url.includes("?") ? "&" : "?"}${query}`, init);
    return { baseUrl, Request: new Proxy(globalThis.Request, { construct }) };
}
