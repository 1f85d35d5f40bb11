import type { LoadedSpec } from "../../spec/load-spec.ts";
import { isJSON } from "../../spec/media-types.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { listOperations, type OperationInfo } from "../../spec/operations.ts";
import { assignTypeNames } from "../../spec/type-names.ts";
import { generateRouting, type RoutingSource } from "./apply-routes.ts";
import { generateAuth, type AuthSource } from "./auth.ts";
import { generateCallTypes } from "./call-types.ts";
import { readBodyFormat } from "./body-format.ts";
import { formatExampleCall } from "./example-call.ts";
import { generateOperationTable } from "./operations.ts";
import { generateRoutes, listRoutes } from "./routes.ts";
import { readSecurity } from "./security.ts";
import { generateSerializers } from "./serializers.ts";
import { getDefaultURL, readServers, generateServers } from "./servers.ts";
import { formatDocComment, quote } from "./source.ts";

/**
 * Generates the sources of the client package.
 *
 * @param typesPackage the name to import the types from
 * @returns file name → text
 */
export function generateClient({ document, location }: LoadedSpec, typesPackage: string): Map<string, string> {
  const names = assignTypeNames(Object.keys(document.components?.schemas ?? {}));
  const operations = listOperations(document);
  const auth = generateAuth(readSecurity(document, operations));
  const servers = readServers(document, location);
  const hasVariables = servers.some(({ variables }) => Object.keys(variables ?? {}).length > 0);
  const routes = listRoutes(document, operations);
  const routing = generateRouting(routes);
  return new Map([
    ["index.gen.ts", generateIndex(auth, hasVariables)],
    ["operations.gen.ts", generateOperationTable(operations, names)],
    ["routes.gen.ts", generateRoutes(document, routes)],
    ...(routing.text === undefined ? [] : [["apply-routes.gen.ts", routing.text] as const]),
    ...(routing.serializers.size === 0
      ? []
      : [["serialize.gen.ts", generateSerializers(routing.serializers)] as const]),
    ["call.gen.ts", generateCallTypes(typesPackage)],
    [
      "client.gen.ts",
      generateClientModule(document, {
        operations,
        auth,
        routing,
        servers: generateServers(servers),
        url: getDefaultURL(servers[0]),
      }),
    ],
  ]);
}

function generateIndex(auth: AuthSource, hasVariables: boolean): string {
  const values = [...auth.values, "createClient", "serverOptions", "servers", ...(hasVariables ? ["serverURL"] : [])];
  const types = ["Client", "ClientOptions", ...auth.types, "Middleware", ...(hasVariables ? ["ServerVariables"] : [])];
  return `export { ${values.toSorted().join(", ")} } from "./client.gen.ts";
export type { ${types.toSorted().join(", ")} } from "./client.gen.ts";
export type { Answer, Call, CallOptions, Data, ErrorBody, HeaderOptions, Init, ParseAs, PathsWith } from "./call.gen.ts";
export { operations } from "./operations.gen.ts";
`;
}

interface Parts {
  readonly operations: readonly OperationInfo[];
  readonly auth: AuthSource;
  readonly routing: RoutingSource;
  readonly servers: string;
  readonly url: string;
}

function generateClientModule(document: OpenAPIDocument, { operations, auth, routing, servers, url }: Parts): string {
  const [first] = operations;
  const example = first === undefined ? [] : formatExampleCall(document, first, auth.names[0] === "apiKey");
  const title = document.info?.title ?? "this API";
  const merge = auth.headers === "headers" ? "" : ", { mergeHeaders }";
  const imports = ["applyRoutes", ...(routing.hasCookies ? ["sendCookies"] : []), "type Caller"];
  const routingImport =
    routing.text === undefined ? "" : `import { ${imports.join(", ")} } from "./apply-routes.gen.ts";\n`;
  const result = routing.text === undefined ? "client" : "applyRoutes(client as unknown as Caller)";
  return `import createFetchClient${merge} from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
${routingImport}import type { AnyCall, Call, HeaderOptions } from "./call.gen.ts";

export type { Middleware };

${formatDocComment([`A typed openapi-fetch client for ${title}. A call rejects only when no response arrives.`])}export interface Client {
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
${auth.options}    /**
     * The base URL of the service.
     * Trailing slashes are ignored; a query string is appended to the path of each call.
     *
     * @default ${url}${/^https?:/.test(url) ? "" : " (only a browser can resolve it)"}
     */
    serverURL?: string | URL | undefined;
    /**
     * A custom \`fetch\`, for proxies, tests or tracing.
     *
     * @default \`globalThis.fetch\`, looked up for each call
     */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Headers of every call; \`null\` omits a header. The headers of a call override these. */
    headers?: HeaderOptions | undefined;
    /** openapi-fetch middleware for every call, run in this order. */
    middleware?: readonly Middleware[] | undefined;
}

${formatDocComment([`Creates a client for ${title}.`, "", ...example, ...formatBodyHints(document, operations)])}export function createClient(options: ClientOptions = {}): Client {
    const { ${[...auth.names, `serverURL = ${quote(url)}`, "fetch", "headers = {}", "middleware = []", "...unknown"].join(", ")} } = options;
    // From JavaScript, a misspelled serverURL would send the request and its credentials to the default server.
    const name = Object.entries(unknown).find(([, value]) => value !== undefined)?.[0];
    if (name !== undefined) throw new TypeError(\`Unknown option "\${name}"; the URL of the server is serverURL\`);
    const client = createFetchClient({
        ...serverOptions(serverURL),
        fetch: fetch ?? ((request) => globalThis.fetch(request)),
        headers${auth.headers === "headers" ? "" : `: ${auth.headers}`},
    });
${auth.setup}${routing.hasCookies ? "    client.use(sendCookies);\n" : ""}    client.use(...middleware);
    // The same calls with the types of call.gen.ts.
    return ${result} as unknown as Client;
}

${auth.declarations}${auth.declarations === "" ? "" : "\n"}${servers}
/**
 * Returns the options that send a single call to another base URL: \`client.GET(path, { ...serverOptions(url) })\`.
 * openapi-fetch appends the path to the base URL as it is: trailing slashes are removed, and a query string is added
 * to the complete URL.
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

/** Describes how to send the bodies that the client does not serialize itself. */
function formatBodyHints(document: OpenAPIDocument, operations: readonly OperationInfo[]): string[] {
  const others = operations.filter((info) => readBodyFormat(document, info) === undefined);
  const types = others.flatMap(({ requestBody }) => Object.keys(requestBody?.content ?? {}));
  const isForm = types.some((type) => type.startsWith("multipart/"));
  const isOther = types.some((type) => !isJSON(type) && !type.startsWith("multipart/"));
  return [
    ...(isForm || isOther ? ["", "Bodies are sent as JSON by default. For other content types:"] : []),
    ...(isForm
      ? ["- multipart: `{ body, bodySerializer: (body) => { const form = new FormData(); …; return form; } }`"]
      : []),
    ...(isOther ? ['- any other: `{ body, bodySerializer: (body) => body, headers: { "Content-Type": "…" } }`'] : []),
  ];
}
