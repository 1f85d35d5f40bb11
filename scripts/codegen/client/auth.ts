import { authTables } from "./auth-tables.ts";
import { base64, oneToken } from "./auth-templates.ts";
import type { Scheme, Security } from "./security.ts";
import { docComment, key, text } from "./source.ts";

/** The parts of `client.gen.ts` that depend on how the service knows its callers. */
export interface AuthSource {
  /** Members of `ClientOptions`. */
  readonly options: string;
  /** Names of those members. */
  readonly names: readonly string[];
  /** What `createClient` hands openapi-fetch as `headers`. */
  readonly headers: string;
  /** Statements after the client was made, before the caller's middleware. */
  readonly setup: string;
  /** Top-level declarations. */
  readonly declarations: string;
  /** Names that `index.gen.ts` exports. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const nothing: AuthSource = {
  options: "",
  names: [],
  headers: "headers",
  setup: "",
  declarations: "",
  values: [],
  types: [],
};

export function authSource(security: Security): AuthSource {
  const [scheme, ...others] = security.schemes;
  if (scheme === undefined) return nothing;
  if (others.length > 0) return several(security);
  const isEverywhere = security.others.size === 0 && security.usual.length > 0;
  return scheme.in === "header" && isEverywhere ? oneHeader(scheme) : one(scheme, security);
}

/** One header for every call: a credential that does not change is set once, when the client is made. */
function oneHeader(scheme: Scheme): AuthSource {
  const common = { ...nothing, ...options(scheme), values: ["authHeader"] };
  if (scheme.credential === "basic") {
    return {
      ...common,
      headers: "mergeHeaders(username === undefined ? undefined : authHeader(username, password), headers)",
      declarations: authHeader(scheme),
    };
  }
  return {
    ...common,
    headers: 'mergeHeaders(typeof apiKey === "string" && apiKey !== "" ? authHeader(apiKey) : undefined, headers)',
    setup: '    if (typeof apiKey === "function") client.use(authentication(apiKey));\n',
    declarations: `${authHeader(scheme)}\n${oneToken(text(scheme.field), value(scheme, "key"))}`,
  };
}

/** One scheme that travels in the query, or that not every operation wants. */
function one(scheme: Scheme, security: Security): AuthSource {
  const credential =
    scheme.credential === "basic" ? "username === undefined ? undefined : { username, password }" : "apiKey";
  return {
    ...nothing,
    ...options(scheme),
    setup: `    client.use(authentication({ ${key(scheme.name)}: ${credential} }));\n`,
    declarations: (scheme.in === "header" ? `${authHeader(scheme)}\n` : "") + authTables(security, ""),
    values: scheme.in === "header" ? ["authHeader"] : [],
  };
}

function several(security: Security): AuthSource {
  const comment =
    "What the service knows you by: an operation is sent the first set of these that it takes and you gave.";
  return {
    ...nothing,
    names: ["credentials = {}"],
    options: `${docComment([comment], 4)}    credentials?: Credentials | undefined;\n`,
    setup: "    client.use(authentication(credentials));\n",
    declarations: authTables(security, "export "),
    types: ["Credentials"],
  };
}

function options(scheme: Scheme): Pick<AuthSource, "options" | "names"> {
  const about = scheme.description === "" ? [] : [scheme.description];
  if (scheme.credential === "basic") {
    return {
      names: ["username", 'password = ""'],
      options: `${docComment([...about, "Without a name, no credentials are sent."], 4)}    username?: string | undefined;
    /** Belongs to \`username\`. */
    password?: string | undefined;
`,
    };
  }
  const lines = [
    ...about,
    `Sent in ${scheme.place}. A function is asked at each call. Without a key, or when the call has it there`,
    "itself, none is sent.",
  ];
  return {
    names: ["apiKey"],
    options: `${docComment(lines, 4)}    apiKey?: string | (() => string | Promise<string>) | null | undefined;\n`,
  };
}

function authHeader(scheme: Scheme): string {
  const comment = docComment([
    "The header that carries these credentials, for callers who set their headers themselves.",
  ]);
  if (scheme.credential === "token") {
    return `${comment}export function authHeader(apiKey: string): Record<string, string> {
    return { ${key(scheme.field)}: ${value(scheme, "apiKey")} };
}
`;
  }
  return `${comment}export function authHeader(username: string, password: string): Record<string, string> {
    return { ${key(scheme.field)}: ${value(scheme, "base64(`${username}:${password}`)")} };
}

${base64}`;
}

function value(scheme: Scheme, credential: string): string {
  return scheme.prefix === "" ? credential : `\`${scheme.prefix}\${${credential}}\``;
}
