// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 1f10a6a4946802e9). Do not edit.

import * as routes from "./routes.gen.ts";

/** Options of openapi-fetch. */
interface CallOptions {
    querySerializer?: unknown;
    pathSerializer?: unknown;
    parseAs?: unknown;
}

/** What a call does otherwise than openapi-fetch does by default. */
interface Route extends CallOptions {}

/** The operations whose parameters or responses need that. */
const table: { readonly [operation: string]: Route | undefined } = {
    "GET /models": routes.listModels,
};

/** The options of a call replace those of its route. */
interface CallInit extends CallOptions {
    params?: { header?: Record<string, unknown> | undefined } | undefined;
}

export interface Caller {
    request(method: string, path: string, init?: CallInit): Promise<unknown>;
}

/** Returns a client that serializes parameters and reads responses as the document describes them. */
export function applyRoutes(client: Caller): object {
    const request: Caller["request"] = async (method, path, init = {}) => {
        const route = table[`${method.toUpperCase()} ${path}`];
        return client.request(method, path, route === undefined ? init : completeInit(init, route));
    };
    const call =
        (method: string) =>
        (path: string, init?: CallInit): Promise<unknown> =>
            request(method, path, init);
    return {
        ...client,
        request,
        GET: call("get"),
        PUT: call("put"),
        POST: call("post"),
        DELETE: call("delete"),
        OPTIONS: call("options"),
        HEAD: call("head"),
        PATCH: call("patch"),
        TRACE: call("trace"),
    };
}

function completeInit(init: CallInit, route: Route): CallInit {
    const {
        querySerializer = route.querySerializer,
        pathSerializer = route.pathSerializer,
        parseAs = route.parseAs,
        params,
        ...rest
    } = init;
    return { ...rest, querySerializer, pathSerializer, parseAs, params };
}
