/** Generates middleware for one token that a function provides. */
export function generateTokenMiddleware(header: string, value: string): string {
  return `function authentication(apiKey: () => string | Promise<string>): Middleware {
    return {
        async onRequest({ request }) {
            if (request.headers.has(${header})) return;
            const key = await apiKey();
            if (key) request.headers.set(${header}, ${value});
        },
    };
}
`;
}

export const base64 = `/** btoa takes bytes as Latin-1 characters; names and passwords are UTF-8. */
function base64(text: string): string {
    return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
`;

export const queryParameter = `/** Copies each field, and the body as bytes: not every browser keeps the body in \`new Request(url, request)\`. */
async function addQueryParameter(request: Request, name: string, value: string): Promise<Request> {
    if (new URL(request.url).searchParams.has(name)) return request;
    const url = \`\${request.url}\${request.url.includes("?") ? "&" : "?"}\${encodeURIComponent(name)}=\${encodeURIComponent(value)}\`;
    const { method, headers, signal, redirect, credentials, cache, mode, integrity, keepalive, referrer, referrerPolicy } = request;
    const body = method === "GET" || method === "HEAD" ? null : await request.arrayBuffer();
    const init = { method, headers, signal, redirect, credentials, cache, mode, integrity, keepalive, referrer, referrerPolicy };
    return new Request(url, { ...init, body });
}
`;

interface Parts {
  readonly modifier: string;
  readonly credentials: string;
  readonly locations: string;
  readonly defaultSets: string;
  readonly exceptions: string;
  readonly hasBasic: boolean;
  readonly hasToken: boolean;
  readonly query: string | undefined;
}

/** Generates middleware that looks up the schemes of an operation in a table. */
export function generateSchemesMiddleware(parts: Parts): string {
  const token = 'typeof credential === "function" ? await credential() : credential';
  const basic = "base64(`${credential.username}:${credential.password}`)";
  const secret =
    parts.hasBasic && parts.hasToken
      ? `typeof credential === "object" ? ${basic} : ${token}`
      : parts.hasBasic
        ? basic
        : token;
  const send =
    parts.query === undefined
      ? ""
      : '    if (location.in === "query") return addQueryParameter(request, location.name, secret);\n';
  return `/** A credential for each security scheme of the document. */
${parts.modifier}interface Credentials {
${parts.credentials}}

/** Where each credential is sent. */
const locations: { readonly [Scheme in keyof Credentials]-?: { in: "header" | "query"; name: string; prefix: string } } = {
${parts.locations}};

/** Sets of schemes; one of the sets is enough. */
const defaultSets: readonly (readonly (keyof Credentials)[])[] = ${parts.defaultSets};

/** Operations with other sets. */
const exceptions: { readonly [operation: string]: readonly (readonly (keyof Credentials)[])[] } = ${parts.exceptions};

function authentication(credentials: Credentials): Middleware {
    return {
        async onRequest({ request, schemaPath }) {
            const sets = exceptions[\`\${request.method} \${schemaPath}\`] ?? defaultSets;
            const schemes = sets.find((set) => set.every((scheme) => credentials[scheme])) ?? [];
            let authenticated = request;
            for (const scheme of schemes) authenticated = await authenticate(authenticated, scheme, credentials[scheme]);
            return authenticated;
        },
    };
}

async function authenticate(request: Request, scheme: keyof Credentials, credential: Credentials[keyof Credentials]): Promise<Request> {
    if (credential === undefined || credential === null) return request;
    const location = locations[scheme];
    const secret = ${secret};
    if (!secret) return request;
${send}    if (!request.headers.has(location.name)) request.headers.set(location.name, location.prefix + secret);
    return request;
}
${parts.query === undefined ? "" : `\n${parts.query}`}`;
}
