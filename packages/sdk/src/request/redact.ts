import { isRecord, toText } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";

/** The replacement of a credential. */
export const REDACTED = "[redacted]";
// Also matches the headers of gateways: `cf-aig-authorization`, `api-key`, `ocp-apim-subscription-key`, `x-auth-token` …
const sensitiveName = /authorization|cookie|api-?key|subscription-key|token|secret|password|credential/;
// In characters. Shorter parts of a header are words, and a shorter key is a placeholder (`none`, `test`).
const minTokenLength = 8;

/** Replaces the credentials of one attempt in errors and logs. */
export interface Redactor {
  /** Replaces credentials in a text. */
  text(text: string): string;
  /** Replaces credentials in JSON. Returns the text and its value; `undefined` if it is not JSON. */
  json(text: string): { text: string; value: unknown } | undefined;
  /** Returns the value itself, or a sanitized copy if it contains a credential at any depth. */
  value(value: unknown): unknown;
}

/** Returns headers for the log, with the values of those that contain credentials replaced. */
export function redactHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, sensitiveName.test(name) ? REDACTED : value]));
}

/** Creates a redactor for the credentials in request headers. */
export function createRedactor(headers: Headers): Redactor {
  const secrets = findSecrets(headers);
  const pattern = createPattern(secrets);
  const text = (input: string): string => input.replace(pattern, REDACTED);
  const value = (input: unknown, depth = 0): unknown => {
    if (secrets.length === 0 || !containsSecret(input, pattern)) return input;
    // Causes are kept, since they identify the network error.
    return sanitizeError(input, text, (cause) => (depth < maxCauses ? value(cause, depth + 1) : undefined));
  };
  // Property names are only replaced for long secrets: a short one may be equal to a name that the parser needs.
  const names = createPattern(secrets.filter((secret) => secret.length >= minTokenLength));
  return {
    text,
    json: (input) => redactJSON(input, text, (json) => json.replace(names, REDACTED)),
    value,
  };
}

/** Matches the secrets anywhere. One that is short enough to be a placeholder is matched as a whole word only. */
function createPattern(secrets: readonly string[]): RegExp {
  const alternatives = secrets.map((secret) => {
    const escaped = secret.replaceAll(/\W/g, "\\$&");
    return secret.length < minTokenLength ? `(?<!\\w)${escaped}(?!\\w)` : escaped;
  });
  // Without secrets, it matches nothing: an empty pattern would match everywhere.
  return new RegExp(alternatives.join("|") || "(?!)", "g");
}

/**
 * Redacts each string after it is unescaped, so that a key with `\/` or `\u0061` in it is found, and a key such as `1` or
 * `error` does not break the JSON around it.
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
    // A reviver can overflow the stack where JSON.parse without one does not.
    const safe = text(input);
    const value = safeParseJSON(safe);
    return value === undefined ? undefined : { text: safe, value };
  }
}

function findSecrets(headers: Headers): string[] {
  const secrets = [...headers].flatMap(([name, value]) => {
    if (!sensitiveName.test(name)) return [];
    if (name.endsWith("authorization")) return [value.slice(value.indexOf(" ") + 1)];
    return value.split(/[\s"{},:;=]+/).filter((token) => token.length >= minTokenLength);
  });
  // Pages and broken JSON may contain a key in escaped form. Longest first: a secret may contain another.
  const spellings = secrets.flatMap((secret) => [secret, secret.replaceAll("/", "\\/"), encodeURIComponent(secret)]);
  return [...new Set(spellings)].filter(Boolean).toSorted((a, b) => b.length - a.length);
}

// Deeper than console and loggers print.
const maxDepth = 50;

function containsSecret(value: unknown, secrets: RegExp, seen: Set<unknown> = new Set<unknown>(), depth = 0): boolean {
  if (typeof value === "string") return value.search(secrets) !== -1;
  if (!isRecord(value) || seen.has(value)) return false;
  // Too deep to check, so it is replaced.
  if (depth > maxDepth) return true;
  seen.add(value);
  const check = (part: unknown) => containsSecret(part, secrets, seen, depth + 1);
  // Accessors are not called, as in console.error.
  return [
    ...getPrinted(value),
    ...Reflect.ownKeys(value).flatMap((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]),
  ].some(check);
}

/** Returns what is printed of an object in addition to its own enumerable properties. */
function getPrinted(value: object): Iterable<unknown> {
  if (value instanceof Error) return [value.message, value.stack];
  if (value instanceof Headers || value instanceof Map || value instanceof Set) return value;
  if (value instanceof URL) return [value.href];
  return value instanceof Request || value instanceof Response ? [value.headers, value.url] : [];
}

// Fetch has one or two levels of causes. A chain may be circular.
const maxCauses = 5;

function sanitizeError(
  value: unknown,
  text: (input: string) => string,
  sanitizeCause: (cause: unknown) => unknown,
): unknown {
  if (typeof value === "string") return text(value);
  if (!(value instanceof Error)) return new Error(REDACTED);
  const copy = new Error(text(value.message));
  copy.name = value.name;
  if (value.stack) copy.stack = text(value.stack);
  if (value.cause !== undefined) copy.cause = sanitizeCause(value.cause);
  const code = toText((value as { code?: unknown }).code);
  return code ? Object.assign(copy, { code: text(code) }) : copy;
}
