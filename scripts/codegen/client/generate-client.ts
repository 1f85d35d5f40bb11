import type { LoadedSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { isJSON, listOperations } from "../../spec/operations.ts";
import { nameSchemas } from "../../spec/type-names.ts";
import { authSource, type AuthSource } from "./auth.ts";
import { callTypesSource } from "./call-types.ts";
import { exampleCall } from "./example-call.ts";
import { operationsSource } from "./operations.ts";
import { readSecurity } from "./security.ts";
import { defaultURL, readServers, serversSource } from "./servers.ts";
import { docComment, text } from "./source.ts";

/** The sources of the client package: file name → text. `typesPackage` is the name to import the types from. */
export function generateClient({ document, location }: LoadedSpec, typesPackage: string): Map<string, string> {
  const names = nameSchemas(Object.keys(document.components?.schemas ?? {}));
  const auth = authSource(readSecurity(document));
  const servers = readServers(document, location);
  const hasVariables = servers.some(({ variables }) => Object.keys(variables ?? {}).length > 0);
  return new Map([
    ["index.gen.ts", indexSource(auth, hasVariables)],
    ["operations.gen.ts", operationsSource(document, names)],
    ["call.gen.ts", callTypesSource(typesPackage)],
    ["client.gen.ts", clientSource(document, { auth, servers: serversSource(servers), url: defaultURL(servers[0]) })],
  ]);
}

function indexSource(auth: AuthSource, hasVariables: boolean): string {
  const values = [...auth.values, "createClient", "serverOptions", "servers", ...(hasVariables ? ["serverURL"] : [])];
  const types = ["Client", "ClientOptions", ...auth.types, "Middleware", ...(hasVariables ? ["ServerVariables"] : [])];
  return `export { ${values.toSorted().join(", ")} } from "./client.gen.ts";
export type { ${types.toSorted().join(", ")} } from "./client.gen.ts";
export type { Answer, Call, CallOptions, Data, ErrorBody, HeaderOptions, Init, ParseAs, PathsWith } from "./call.gen.ts";
export { operations } from "./operations.gen.ts";
`;
}

interface Parts {
  readonly auth: AuthSource;
  readonly servers: string;
  readonly url: string;
}

function clientSource(document: OpenAPIDocument, { auth, servers, url }: Parts): string {
  const title = document.info?.title ?? "this API";
  const merge = auth.headers === "headers" ? "" : ", { mergeHeaders }";
  return `import createFetchClient${merge} from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import type { AnyCall, Call, HeaderOptions } from "./call.gen.ts";

export type { Middleware };

${docComment([`Typed calls of ${title}, made by openapi-fetch. They reject only when there is no answer at all.`])}export interface Client {
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
${auth.options}    /**
     * Where the service is, instead of \`${url}\`${/^https?:/.test(url) ? "" : " (which only a browser can complete)"}.
     * Trailing slashes don't matter; a query goes behind the path of each call.
     */
    serverURL?: string | URL | undefined;
    /** Replaces \`globalThis.fetch\`, which is otherwise looked up at each call: proxies, tests, tracing. */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Sent with every call; \`null\` keeps a header from being sent. Headers of a call go before these. */
    headers?: HeaderOptions | undefined;
    /** openapi-fetch middleware, run in this order for every call. */
    middleware?: readonly Middleware[] | undefined;
}

${docComment(["A client for " + title + ".", "", ...exampleCall(document, auth.names[0] === "apiKey"), ...hints(document)])}export function createClient(options: ClientOptions = {}): Client {
    const { ${[...auth.names, `serverURL = ${text(url)}`, "fetch", "headers = {}", "middleware = []"].join(", ")} } = options;
    const client = createFetchClient({
        ...serverOptions(serverURL),
        fetch: fetch ?? ((request) => globalThis.fetch(request)),
        headers${auth.headers === "headers" ? "" : `: ${auth.headers}`},
    });
${auth.setup}    client.use(...middleware);
    // The same calls; call.gen.ts says why their types are our own.
    return client as unknown as Client;
}

${auth.declarations}${auth.declarations === "" ? "" : "\n"}${servers}
/**
 * A base URL in the form that openapi-fetch takes, for a single call: \`client.GET(path, { ...serverOptions(url) })\`.
 * It puts the path behind the URL as it is, so trailing slashes go, and a query has to wait until the path is there.
 */
export function serverOptions(serverURL: string | URL): { baseUrl: string; Request?: typeof Request } {
    const [, start = "", query] = /^([^?#]*)(?:\\?([^#]*))?/.exec(String(serverURL)) ?? [];
    const baseUrl = start.replace(/\\/+$/, "");
    if (!query) return { baseUrl };
    const construct = (Base: typeof Request, [url, init]: [string, RequestInit]): Request =>
        new Base(\`\${url}\${url.includes("?") ? "&" : "?"}\${query}\`, init);
    return { baseUrl, Request: new Proxy(globalThis.Request, { construct }) };
}
`;
}

function hints(document: OpenAPIDocument): string[] {
  const types = listOperations(document).flatMap(({ requestBody }) => Object.keys(requestBody?.content ?? {}));
  const isForm = types.some((type) => type.startsWith("multipart/"));
  const isOther = types.some((type) => !isJSON(type) && !type.startsWith("multipart/"));
  return [
    ...(isForm || isOther ? ["", "Bodies are sent as JSON unless the call says otherwise:"] : []),
    ...(isForm
      ? ["- multipart: `{ body, bodySerializer: (body) => { const form = new FormData(); …; return form; } }`"]
      : []),
    ...(isOther ? ['- any other: `{ body, bodySerializer: (body) => body, headers: { "Content-Type": "…" } }`'] : []),
  ];
}
