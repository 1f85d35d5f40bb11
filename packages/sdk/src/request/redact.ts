import { isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";

/** What stands in the place of a credential. */
export const REDACTED = "[redacted]";
// Gateways have names of their own: `cf-aig-authorization`, `api-key`, `ocp-apim-subscription-key`, `x-auth-token` …
const sensitive = /authorization|cookie|api-?key|subscription-key|token|secret|password|credential/;
// Shorter pieces of a header are words, not secrets; a shorter key is a placeholder (`none`, `test`).
const shortestToken = 8;

/** Takes the credentials of one attempt out of whatever is about to be shown. */
export interface Redactor {
  text(text: string): string;
  /** A JSON text and what it says; `undefined` if it is no JSON. */
  json(text: string): { text: string; value: unknown } | undefined;
  /** The value itself, or a harmless copy where a credential stands in it, however deep. */
  value(value: unknown): unknown;
}

/** Headers as they may be shown: the values of those that carry credentials are replaced. */
export function redactHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, sensitive.test(name) ? REDACTED : value]));
}

/** A redactor for the credentials in these request headers. */
export function createRedactor(headers: Headers): Redactor {
  const secrets = findSecrets(headers);
  const pattern = createPattern(secrets);
  const text = (input: string): string => (pattern ? input.replace(pattern, REDACTED) : input);
  const value = (input: unknown, depth = 0): unknown => {
    if (!pattern || !containsSecret(input, pattern)) return input;
    // What lies beneath says which network error it was.
    return sanitizeError(input, text, (cause) => (depth < deepestCause ? value(cause, depth + 1) : undefined));
  };
  // A property that happens to be called like a short secret tells nothing, and what reads the JSON looks for it.
  const names = createPattern(secrets.filter((secret) => secret.length >= shortestToken));
  return {
    text,
    json: (input) => redactJSON(input, text, (json) => (names ? json.replace(names, REDACTED) : json)),
    value,
  };
}

/** Matches the secrets wherever they stand, but one that is short enough for a placeholder only as a word of its own. */
function createPattern(secrets: readonly string[]): RegExp | undefined {
  if (secrets.length === 0) return undefined;
  const alternatives = secrets.map((secret) => {
    const escaped = secret.replaceAll(/\W/g, "\\$&");
    return secret.length < shortestToken ? `(?<!\\w)${escaped}(?!\\w)` : escaped;
  });
  return new RegExp(alternatives.join("|"), "g");
}

/**
 * Each string is redacted as it reads without its escapes, so that a key which comes back as `\/` or `\u0061` is found,
 * and a key such as `1` or `error` does not garble the JSON around it.
 */
function redactJSON(
  input: string,
  text: (input: string) => string,
  names: (input: string) => string,
): { text: string; value: unknown } | undefined {
  let isChanged = false;
  try {
    const value: unknown = JSON.parse(input, (_, part: unknown) => {
      if (typeof part !== "string") return part;
      const safe = text(part);
      isChanged ||= safe !== part;
      return safe;
    });
    const output = isChanged ? JSON.stringify(value) : input;
    const safe = names(output);
    return { text: safe, value: safe === output ? value : JSON.parse(safe) };
  } catch {
    // A reviver overflows the stack where plain parsing does not.
    const safe = text(input);
    const value = safeParseJSON(safe);
    return value === undefined ? undefined : { text: safe, value };
  }
}

function findSecrets(headers: Headers): string[] {
  const found = [...headers].flatMap(([name, value]) => {
    if (!sensitive.test(name)) return [];
    if (name.endsWith("authorization")) return [value.slice(value.indexOf(" ") + 1)];
    return value.split(/[\s"{},:;=]+/).filter((token) => token.length >= shortestToken);
  });
  // Pages and broken JSON show some marks of a key escaped. Longest first: a secret may contain another.
  const spellings = found.flatMap((secret) => [secret, secret.replaceAll("/", "\\/"), encodeURIComponent(secret)]);
  return [...new Set(spellings)].filter(Boolean).toSorted((a, b) => b.length - a.length);
}

// Deeper than anything prints.
const deepest = 50;

function containsSecret(value: unknown, secrets: RegExp, seen: Set<unknown> = new Set<unknown>(), depth = 0): boolean {
  if (typeof value === "string") return value.search(secrets) !== -1;
  if (!isRecord(value) || seen.has(value)) return false;
  // Not known to be harmless is not harmless.
  if (depth > deepest) return true;
  seen.add(value);
  const within = (part: unknown) => containsSecret(part, secrets, seen, depth + 1);
  // Accessors are not called: neither does console.error.
  return [
    ...hidden(value),
    ...Reflect.ownKeys(value).flatMap((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]),
  ].some(within);
}

/** What is printed of an object beside its own properties. */
function hidden(value: object): Iterable<unknown> {
  if (value instanceof Error) return [value.message, value.stack];
  if (value instanceof Headers || value instanceof Map || value instanceof Set) return value;
  if (value instanceof URL) return [value.href];
  return value instanceof Request || value instanceof Response ? [value.headers, value.url] : [];
}

// Fetch wraps once or twice; a chain that goes round has to end.
const deepestCause = 5;

function sanitizeError(value: unknown, text: (input: string) => string, within: (cause: unknown) => unknown): unknown {
  if (typeof value === "string") return text(value);
  if (!(value instanceof Error)) return new Error(REDACTED);
  const copy = new Error(text(value.message));
  copy.name = value.name;
  if (value.stack) copy.stack = text(value.stack);
  if (value.cause !== undefined) copy.cause = within(value.cause);
  const code: unknown = "code" in value ? value.code : undefined;
  return typeof code === "string" ? Object.assign(copy, { code: text(code) }) : copy;
}
