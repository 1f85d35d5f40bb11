/** Middleware for one token that a function gives. */
export function oneToken(header: string, value: string): string {
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

export const base64 = `/** btoa takes bytes as Latin-1 characters, and names and passwords are UTF-8. */
function base64(text: string): string {
    return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
`;

export const queryParameter = `/** Copies the fields one by one, and the body as bytes: of \`new Request(url, request)\` not every browser keeps the body. */
async function withQuery(request: Request, name: string, value: string): Promise<Request> {
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
  readonly places: string;
  readonly usual: string;
  readonly exceptions: string;
  readonly hasBasic: boolean;
  readonly hasToken: boolean;
  readonly query: string | undefined;
}

/** Middleware that reads in a table which schemes an operation wants. */
export function manySchemes(parts: Parts): string {
  const token = 'typeof credential === "function" ? await credential() : credential';
  const basic = "base64(`${credential.username}:${credential.password}`)";
  const secret =
    parts.hasBasic && parts.hasToken
      ? `typeof credential === "object" ? ${basic} : ${token}`
      : parts.hasBasic
        ? basic
        : token;
  const send =
    parts.query === undefined ? "" : '    if (place.in === "query") return withQuery(request, place.name, secret);\n';
  return `/** A credential for each security scheme of the document. */
${parts.modifier}interface Credentials {
${parts.credentials}}

/** Where each credential goes. */
const places: { readonly [Scheme in keyof Credentials]-?: { in: "header" | "query"; name: string; prefix: string } } = {
${parts.places}};

/** Sets of schemes, of which one set is enough. */
const usual: readonly (readonly (keyof Credentials)[])[] = ${parts.usual};

/** Operations that want others. */
const exceptions: { readonly [operation: string]: readonly (readonly (keyof Credentials)[])[] } = ${parts.exceptions};

function authentication(credentials: Credentials): Middleware {
    return {
        async onRequest({ request, schemaPath }) {
            const sets = exceptions[\`\${request.method} \${schemaPath}\`] ?? usual;
            const wanted = sets.find((set) => set.every((scheme) => credentials[scheme])) ?? [];
            let authenticated = request;
            for (const scheme of wanted) authenticated = await authenticate(authenticated, scheme, credentials[scheme]);
            return authenticated;
        },
    };
}

async function authenticate(request: Request, scheme: keyof Credentials, credential: Credentials[keyof Credentials]): Promise<Request> {
    if (credential === undefined || credential === null) return request;
    const place = places[scheme];
    const secret = ${secret};
    if (!secret) return request;
${send}    if (!request.headers.has(place.name)) request.headers.set(place.name, place.prefix + secret);
    return request;
}
${parts.query === undefined ? "" : `\n${parts.query}`}`;
}
