// Generated from spec/openapi.yaml (sha256 65bbceec96bcd22b) by scripts/generate.ts. Do not edit.

import createFetchClient, { mergeHeaders } from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import type { AnyCall, Call, HeaderOptions } from "./call.gen.ts";

export type { Middleware };

/** Typed calls of OpenRouter chat completions, made by openapi-fetch. They reject only when there is no answer at all. */
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
    /** Takes middleware away. */
    eject(...middleware: Middleware[]): void;
}

export interface ClientOptions {
    /**
     * An API key of the service, which starts with `sk-or-v1-`.
     * Sent in the header `Authorization`. A function is asked at each call. Without a key, or when the call has it there
     * itself, none is sent.
     */
    apiKey?: string | (() => string | Promise<string>) | null | undefined;
    /**
     * Where the service is, instead of `https://openrouter.ai/api/v1`.
     * Trailing slashes don't matter; a query goes behind the path of each call.
     */
    serverURL?: string | URL | undefined;
    /** Replaces `globalThis.fetch`, which is otherwise looked up at each call: proxies, tests, tracing. */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Sent with every call; `null` keeps a header from being sent. Headers of a call go before these. */
    headers?: HeaderOptions | undefined;
    /** openapi-fetch middleware, run in this order for every call. */
    middleware?: readonly Middleware[] | undefined;
}

/**
 * A client for OpenRouter chat completions.
 *
 * @example
 * ```ts
 * const client = createClient({ apiKey });
 * const { data, error, response } = await client.POST("/chat/completions", { body });
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
    const { apiKey, serverURL = "https://openrouter.ai/api/v1", fetch, headers = {}, middleware = [] } = options;
    const client = createFetchClient({
        ...serverOptions(serverURL),
        fetch: fetch ?? ((request) => globalThis.fetch(request)),
        headers: mergeHeaders(typeof apiKey === "string" && apiKey !== "" ? authHeader(apiKey) : undefined, headers),
    });
    if (typeof apiKey === "function") client.use(authentication(apiKey));
    client.use(...middleware);
    // The same calls; call.gen.ts says why their types are our own.
    return client as unknown as Client;
}

/** The header that carries these credentials, for callers who set their headers themselves. */
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

/** The servers that the document names; the first is the default. */
export const servers = [
    { url: "https://openrouter.ai/api/v1", description: "The service" },
] as const;

/**
 * A base URL in the form that openapi-fetch takes, for a single call: `client.GET(path, { ...serverOptions(url) })`.
 * It puts the path behind the URL as it is, so trailing slashes go, and a query has to wait until the path is there.
 */
export function serverOptions(serverURL: string | URL): { baseUrl: string; Request?: typeof Request } {
    const [, start = "", query] = /^([^?#]*)(?:\?([^#]*))?/.exec(String(serverURL)) ?? [];
    const baseUrl = start.replace(/\/+$/, "");
    if (!query) return { baseUrl };
    const construct = (Base: typeof Request, [url, init]: [string, RequestInit]): Request =>
        new Base(`${url}${url.includes("?") ? "&" : "?"}${query}`, init);
    return { baseUrl, Request: new Proxy(globalThis.Request, { construct }) };
}
