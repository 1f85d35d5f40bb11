import { formatOperation } from "../../spec/operations.ts";
import type { Serializer } from "./route-options.ts";
import { formatSerializerImport, isNamedRoute, type Route } from "./routes.ts";
import { quote } from "./source.ts";

/** The parts of the client that depend on how parameters are serialized and responses are read. */
export interface RoutingSource {
  /** `apply-routes.gen.ts`; `undefined` if the defaults of openapi-fetch are right for every operation. */
  readonly text: string | undefined;
  /** The functions of `serialize.gen.ts`. */
  readonly serializers: ReadonlySet<Serializer>;
  /** Whether an operation has parameters in cookies. */
  readonly hasCookies: boolean;
}

/** Generates `apply-routes.gen.ts`, which applies the routes of those operations for which openapi-fetch needs them. */
export function generateRouting(all: readonly Route[]): RoutingSource {
  const routes = all.filter(({ options }) => options.fields.length > 0);
  const serializers = new Set(routes.flatMap(({ options }) => options.serializers));
  const hasCookies = serializers.has("serializeCookies");
  if (routes.length === 0) return { text: undefined, serializers, hasCookies };
  const readsByStatus = routes.some(({ options }) => options.readsByStatus);
  const sendsBody = routes.some(({ options }) => options.sendsBody);

  const names = routes.filter(({ info }) => isNamedRoute(info)).map(({ info }) => info.id);
  const inline = new Set(
    routes.filter(({ info }) => !isNamedRoute(info)).flatMap(({ options }) => options.serializers),
  );
  const entries = routes.map((route) => {
    const fields = route.options.fields.map((field) => `        ${field.replaceAll("\n", "\n    ")},\n`);
    const value = isNamedRoute(route.info) ? `routes.${route.info.id}` : `{\n${fields.join("")}    }`;
    return `    ${quote(formatOperation(route.info))}: ${value},\n`;
  });
  const imports = [
    ...(sendsBody ? ['import { mergeHeaders } from "openapi-fetch";\n'] : []),
    ...(hasCookies ? ['import type { Middleware } from "openapi-fetch";\n'] : []),
    ...(sendsBody ? ['import type { HeaderOptions } from "./call.gen.ts";\n'] : []),
    ...(names.length === 0 ? [] : ['import * as routes from "./routes.gen.ts";\n']),
    formatSerializerImport(inline),
  ].join("");
  const text = `${imports}${imports === "" ? "" : "\n"}${generateTable(entries, serializers, { readsByStatus, sendsBody })}
${applyRoutes(serializers, { readsByStatus, sendsBody })}${sendsBody ? `\n${completeBody}` : ""}${readsByStatus ? `\n${readByStatus}` : ""}${hasCookies ? `\n${sendCookies}` : ""}`;
  return { text, serializers, hasCookies };
}

/** What the routes need next to the options of openapi-fetch. */
interface Needs {
  readonly readsByStatus: boolean;
  readonly sendsBody: boolean;
}

function generateTable(
  entries: readonly string[],
  serializers: ReadonlySet<Serializer>,
  { readsByStatus, sendsBody }: Needs,
): string {
  const values = "Record<string, unknown>";
  const members = [
    ...(serializers.has("serializeHeaders") ? [`headerSerializer?: (header: ${values}) => ${values}`] : []),
    ...(serializers.has("serializeCookies") ? [`cookieSerializer?: (cookie: ${values}) => string`] : []),
    ...(sendsBody ? ["contentType?: string"] : []),
    ...(readsByStatus ? ["parseAsByStatus?: { readonly [status: string]: string }"] : []),
  ];
  return `/** Options of openapi-fetch. */
interface CallOptions {
    querySerializer?: unknown;
    pathSerializer?: unknown;
    parseAs?: unknown;${sendsBody ? "\n    bodySerializer?: unknown;" : ""}
}

/** What a call does otherwise than openapi-fetch does by default. */
interface Route extends CallOptions {${members.length === 0 ? "" : "\n"}${members.map((member) => `    ${member};\n`).join("")}}

/** The operations whose parameters or responses need that. */
const table: { readonly [operation: string]: Route | undefined } = {
${entries.join("")}};
`;
}

function applyRoutes(serializers: ReadonlySet<Serializer>, { readsByStatus, sendsBody }: Needs): string {
  const body = sendsBody ? ", ...completeBody(init, route)" : "";
  const params = serializers.has("serializeHeaders")
    ? `    const header = params?.header && { ...params.header, ...route.headerSerializer?.(params.header) };
    return { ...rest${body}, querySerializer, pathSerializer, parseAs, params: { ...params, header } };
`
    : `    return { ...rest${body}, querySerializer, pathSerializer, parseAs, params };\n`;
  const read = readsByStatus
    ? `        if (route?.parseAsByStatus !== undefined && init.parseAs === undefined) {
            const result = await client.request(method, path, { ...completeInit(init, route), parseAs: "stream" });
            return readByStatus(result, route.parseAsByStatus);
        }
`
    : "";
  return `/** The options of a call replace those of its route. */
interface CallInit extends CallOptions {
    params?: { header?: Record<string, unknown> | undefined } | undefined;${sendsBody ? "\n    body?: unknown;\n    headers?: HeaderOptions | undefined;" : ""}
}

${readsByStatus ? result : ""}export interface Caller {
    request(method: string, path: string, init?: CallInit): Promise<${readsByStatus ? "CallResult" : "unknown"}>;
}

/** Returns a client that serializes parameters and reads responses as the document describes them. */
export function applyRoutes(client: Caller): object {
    const request: Caller["request"] = async (method, path, init = {}) => {
        const route = table[\`\${method.toUpperCase()} \${path}\`];
${read}        return client.request(method, path, route === undefined ? init : completeInit(init, route));
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
${params}}
`;
}

const result = `interface CallResult {
    data?: unknown;
    response: Response;
}

`;

const completeBody = `/** Sends the body with its content type, unless the caller serializes it or sends a \`FormData\`. */
function completeBody({ body, bodySerializer, headers }: CallInit, { contentType, ...route }: Route): CallInit {
    if (contentType === undefined || bodySerializer !== undefined || body === undefined || body instanceof FormData) return {};
    return { bodySerializer: route.bodySerializer, headers: mergeHeaders({ "Content-Type": contentType }, headers) };
}
`;

const readByStatus = `/** Reads a body that openapi-fetch has left unread. */
async function readByStatus(result: CallResult, kinds: { readonly [status: string]: string }): Promise<CallResult> {
    const { data, response } = result;
    if (data === undefined || data === null) return result;
    const kind = kinds[response.status] ?? kinds["2XX"] ?? kinds["default"];
    if (kind === "blob") return { ...result, data: await response.blob() };
    const text = await response.text();
    return { ...result, data: kind === "text" ? text : text === "" ? undefined : JSON.parse(text) };
}
`;

const sendCookies = `/** Sends the cookies of a call next to those of its headers. A browser only sends cookies of its own. */
export const sendCookies: Middleware = {
    onRequest({ request, schemaPath, params }) {
        const route = table[\`\${request.method} \${schemaPath}\`];
        const cookies = params.cookie && route?.cookieSerializer?.(params.cookie);
        if (!cookies) return;
        const others = request.headers.get("Cookie");
        request.headers.set("Cookie", others === null ? cookies : \`\${others}; \${cookies}\`);
    },
};
`;
