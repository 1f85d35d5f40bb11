import { generateAuthTables } from "./auth-tables.ts";
import { base64, generateTokenMiddleware } from "./auth-templates.ts";
import type { Scheme, Security } from "./security.ts";
import { formatDocComment, formatKey, quote } from "./source.ts";

/** The parts of `client.gen.ts` that depend on the security schemes. */
export interface AuthSource {
  /** Members of `ClientOptions`. */
  readonly options: string;
  /** Names of those members. */
  readonly names: readonly string[];
  /** What `createClient` passes to openapi-fetch as `headers`. */
  readonly headers: string;
  /** Statements after the client was created, before the caller's middleware. */
  readonly setup: string;
  /** Top-level declarations. */
  readonly declarations: string;
  /** Names that `index.gen.ts` exports. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const noAuth: AuthSource = {
  options: "",
  names: [],
  headers: "headers",
  setup: "",
  declarations: "",
  values: [],
  types: [],
};

export function generateAuth(security: Security): AuthSource {
  const [scheme, ...others] = security.schemes;
  if (scheme === undefined) return noAuth;
  if (others.length > 0) return generateCredentialsAuth(security);
  const isEverywhere = security.exceptions.size === 0 && security.defaults.length > 0;
  return scheme.in === "header" && isEverywhere ? generateHeaderAuth(scheme) : generateSingleAuth(scheme, security);
}

/** One header for every call: a credential that does not change is set once, when the client is created. */
function generateHeaderAuth(scheme: Scheme): AuthSource {
  const common = { ...noAuth, ...generateOptions(scheme), values: ["authHeader"] };
  if (scheme.credential === "basic") {
    return {
      ...common,
      headers: "mergeHeaders(username === undefined ? undefined : authHeader(username, password), headers)",
      declarations: generateAuthHeader(scheme),
    };
  }
  return {
    ...common,
    headers: 'mergeHeaders(typeof apiKey === "string" && apiKey !== "" ? authHeader(apiKey) : undefined, headers)',
    setup: '    if (typeof apiKey === "function") client.use(authentication(apiKey));\n',
    declarations: `${generateAuthHeader(scheme)}\n${generateTokenMiddleware(quote(scheme.field), formatCredential(scheme, "key"))}`,
  };
}

/** One scheme that is sent in the query, or that not every operation requires. */
function generateSingleAuth(scheme: Scheme, security: Security): AuthSource {
  const credential =
    scheme.credential === "basic" ? "username === undefined ? undefined : { username, password }" : "apiKey";
  return {
    ...noAuth,
    ...generateOptions(scheme),
    setup: `    client.use(authentication({ ${formatKey(scheme.name)}: ${credential} }));\n`,
    declarations: (scheme.in === "header" ? `${generateAuthHeader(scheme)}\n` : "") + generateAuthTables(security, ""),
    values: scheme.in === "header" ? ["authHeader"] : [],
  };
}

function generateCredentialsAuth(security: Security): AuthSource {
  const comment =
    "Your credentials. Each operation is sent the first set of schemes that it accepts and that is given here.";
  return {
    ...noAuth,
    names: ["credentials = {}"],
    options: `${formatDocComment([comment], 4)}    credentials?: Credentials | undefined;\n`,
    setup: "    client.use(authentication(credentials));\n",
    declarations: generateAuthTables(security, "export "),
    types: ["Credentials"],
  };
}

function generateOptions(scheme: Scheme): Pick<AuthSource, "options" | "names"> {
  const about = scheme.description === "" ? [] : [scheme.description];
  if (scheme.credential === "basic") {
    return {
      names: ["username", 'password = ""'],
      options: `${formatDocComment([...about, "Without a name no credentials are sent."], 4)}    username?: string | undefined;
    /** The password of \`username\`. */
    password?: string | undefined;
`,
    };
  }
  const lines = [
    ...about,
    `Sent in ${scheme.location}. A function is called for each request. Nothing is sent without a key, or when the`,
    "call sets it itself.",
  ];
  return {
    names: ["apiKey"],
    options: `${formatDocComment(lines, 4)}    apiKey?: string | (() => string | Promise<string>) | null | undefined;\n`,
  };
}

function generateAuthHeader(scheme: Scheme): string {
  const comment = formatDocComment([
    "Creates the header that carries these credentials, for callers that set their headers themselves.",
  ]);
  if (scheme.credential === "token") {
    return `${comment}export function authHeader(apiKey: string): Record<string, string> {
    return { ${formatKey(scheme.field)}: ${formatCredential(scheme, "apiKey")} };
}
`;
  }
  return `${comment}export function authHeader(username: string, password: string): Record<string, string> {
    return { ${formatKey(scheme.field)}: ${formatCredential(scheme, "base64(`${username}:${password}`)")} };
}

${base64}`;
}

function formatCredential(scheme: Scheme, credential: string): string {
  return scheme.prefix === "" ? credential : `\`${scheme.prefix}\${${credential}}\``;
}
