import { servers } from "@org/client";
import { readEnv } from "./env.ts";
import { InvalidRequestError } from "./errors/http-client-error.ts";
import { layHeaders } from "./headers.ts";
import { logOf, type Log } from "./logger.ts";
import type { ApiKey, Middleware, RequestOptions, RetryConfig, SDKOptions } from "./options.ts";
import { retryPolicy, type RetryPolicy } from "./retry-policy.ts";
import { parseServerURL, type ServerURL } from "./server-url.ts";
import { wordsOf } from "./words.ts";

/** A client's options with the defaults filled in and checked. */
export interface Settings {
  /** `null`: none is sent; `undefined`: none was given. */
  readonly apiKey: ApiKey | null | undefined;
  readonly server: ServerURL;
  readonly headers: Headers;
  readonly retryConfig: RetryConfig | undefined;
  readonly retryCodes: readonly (number | string)[] | undefined;
  readonly policy: RetryPolicy;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly middleware: readonly Middleware[];
  readonly log: Log | undefined;
}

/** What a call needs to know of its options, defaults filled in and checked. */
export interface CallSettings extends Settings {
  /** Aborts the call, whichever of them is first. */
  readonly signals: readonly AbortSignal[];
  readonly maxEventBytes: number;
  readonly fetchOptions: Omit<RequestInit, "method" | "body" | "headers" | "signal">;
}

/** @throws InvalidRequestError for an option that makes no sense. */
export function clientSettings(options: SDKOptions): Settings {
  mustBeObject("The options", options);
  const headers = layHeaders(new Headers(), {
    "HTTP-Referer": options.httpReferer,
    "X-OpenRouter-Title": options.appTitle,
  });
  const { apiKey, retryConfig, retryCodes, fetch } = options;
  if (fetch !== undefined && typeof fetch !== "function") throw new InvalidRequestError("fetch must be a function");
  return {
    apiKey: apiKey === undefined ? readEnv("OPENROUTER_API_KEY") : checkedKey(apiKey),
    server: parseServerURL(options.serverURL ?? readEnv("OPENROUTER_BASE_URL") ?? servers[0].url),
    headers: layHeaders(headers, options.headers),
    retryConfig,
    retryCodes,
    policy: retryPolicy(retryConfig, retryCodes),
    timeoutMs: positive("timeoutMs", options.timeoutMs, 600_000),
    idleTimeoutMs: positive("idleTimeoutMs", options.idleTimeoutMs, 120_000),
    fetch,
    middleware: [...list("middleware", options.middleware)],
    log: logOf(options.debugLogger),
  };
}

/** A call's options over its client's. @throws InvalidRequestError for an option that makes no sense. */
export function callSettings(client: Settings, options: RequestOptions): CallSettings {
  mustBeObject("The options", options);
  if (options.fetchOptions !== undefined) mustBeObject("fetchOptions", options.fetchOptions);
  const { headers, signal, ...fetchOptions } = options.fetchOptions ?? {};
  if (fetchOptions.redirect === "follow") {
    throw new InvalidRequestError(
      'fetchOptions.redirect "follow" is refused: the redirect would carry the prompt to another place; set serverURL',
    );
  }
  const { retries, retryCodes } = options;
  const hasOwnPolicy = retries !== undefined || retryCodes !== undefined;
  return {
    ...client,
    server: options.serverURL === undefined ? client.server : parseServerURL(options.serverURL),
    headers: layHeaders(layHeaders(new Headers(client.headers), headers), options.headers),
    policy: hasOwnPolicy ? retryPolicy(retries ?? client.retryConfig, retryCodes ?? client.retryCodes) : client.policy,
    timeoutMs: positive("timeoutMs", options.timeoutMs, client.timeoutMs),
    idleTimeoutMs: positive("idleTimeoutMs", options.idleTimeoutMs, client.idleTimeoutMs),
    middleware: [...client.middleware, ...list("middleware", options.middleware)],
    signals: [options.signal, signal].filter(isSignal),
    maxEventBytes: positive("maxEventBytes", options.maxEventBytes, 16 * 2 ** 20),
    fetchOptions,
  };
}

function mustBeObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) throw new InvalidRequestError(`${name} must be an object`);
}

function list<T>(name: string, value: readonly T[] | undefined): readonly T[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  throw new InvalidRequestError(`${name} must be an array`);
}

function checkedKey(apiKey: ApiKey | null): ApiKey | null {
  if (apiKey === null || typeof apiKey === "function") return apiKey;
  if (typeof apiKey !== "string") throw new InvalidRequestError("apiKey must be a string, a function or null");
  return apiKey.trim();
}

/** @throws InvalidRequestError for what is no number above 0 */
export function positive(name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && value > 0) return value;
  throw new InvalidRequestError(`${name} must be a number above 0 (Infinity for no limit), not ${wordsOf(value)}`);
}

function isSignal(signal: AbortSignal | null | undefined): signal is AbortSignal {
  if (signal === undefined || signal === null) return false;
  if (typeof signal.addEventListener === "function") return true;
  throw new InvalidRequestError("signal must be an AbortSignal");
}
