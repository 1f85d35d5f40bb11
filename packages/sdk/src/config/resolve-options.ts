import { servers } from "@org/client";
import { readEnv, type EnvFailure } from "./env.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import { mergeHeaders, type HeaderMap } from "./merge-headers.ts";
import { rejectUnknownOptions } from "./unknown-options.ts";
import { createLogger, type Log } from "./logger.ts";
import type { ApiKey, Observer, Middleware, RequestOptions, RetryConfig, SDKOptions } from "../options.ts";
import { resolveRetryPolicy, type RetryPolicy } from "../retry/retry-policy.ts";
import { parseServerURL, type ServerURL } from "./server-url.ts";
import { assertNumber } from "./assert-number.ts";
import { assertArray, assertObject } from "./assert-type.ts";

/** The validated options of a client, with defaults filled in. */
export interface ResolvedOptions {
  /** `null` sends none; `undefined` means that it is missing. */
  readonly apiKey: ApiKey | EnvFailure | null | undefined;
  readonly server: ServerURL;
  readonly headers: HeaderMap;
  readonly retryConfig: RetryConfig | undefined;
  readonly retryCodes: readonly (number | string)[] | undefined;
  readonly policy: RetryPolicy;
  /** Time limit of one attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest time without a byte of a stream, in milliseconds. */
  readonly idleTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly middleware: readonly Middleware[];
  readonly observers: readonly Observer[];
  /** Starts the debug log of a call. */
  readonly debugLog: (() => Log) | undefined;
}

/** The validated options of a call, with those of its client filled in. */
export interface ResolvedCallOptions extends Omit<ResolvedOptions, "retryConfig" | "retryCodes" | "debugLog"> {
  /** The first one that is aborted aborts the call. */
  readonly signals: readonly AbortSignal[];
  readonly log: Log | undefined;
  /** Largest event of a stream, in bytes. */
  readonly maxEventBytes: number;
  readonly fetchOptions: Omit<RequestInit, "method" | "body" | "headers" | "signal">;
}

/** Default limits, in milliseconds and bytes. */
export const defaults: Readonly<Record<"timeoutMs" | "idleTimeoutMs" | "maxEventBytes", number>> = {
  timeoutMs: 600_000,
  idleTimeoutMs: 120_000,
  // A 4K image arrives as one event.
  maxEventBytes: 64 * 2 ** 20,
};

/**
 * Validates the options of a client and fills in the defaults.
 *
 * @throws {@link InvalidRequestError} when an option is invalid.
 */
export function resolveClientOptions(options: SDKOptions): ResolvedOptions {
  assertObject("The options", options);
  const {
    apiKey,
    serverURL,
    headers,
    httpReferer,
    appTitle,
    retryConfig,
    retryCodes,
    timeoutMs,
    idleTimeoutMs,
    fetch,
    middleware,
    observers,
    debugLogger,
    ...unknown
  } = options;
  rejectUnknownOptions(unknown);
  const defaultHeaders = mergeHeaders(new Map(), { "HTTP-Referer": httpReferer, "X-OpenRouter-Title": appTitle });
  if (fetch !== undefined && typeof fetch !== "function") throw new InvalidRequestError("fetch must be a function");
  return {
    apiKey: apiKey === undefined ? readEnv("OPENROUTER_API_KEY", (cause) => ({ cause })) : assertAPIKey(apiKey),
    server: parseServerURL(serverURL ?? readEnv("OPENROUTER_BASE_URL") ?? servers[0].url),
    headers: mergeHeaders(defaultHeaders, headers),
    retryConfig,
    retryCodes,
    policy: resolveRetryPolicy(retryConfig, retryCodes),
    timeoutMs: assertNumber("timeoutMs", timeoutMs, defaults.timeoutMs),
    idleTimeoutMs: assertNumber("idleTimeoutMs", idleTimeoutMs, defaults.idleTimeoutMs),
    fetch,
    middleware: [...assertArray("middleware", middleware)],
    observers: assertArray("observers", observers).map(assertObserver),
    debugLog: createLogger(debugLogger),
  };
}

/**
 * Validates the options of a call and fills in those of its client.
 *
 * @throws {@link InvalidRequestError} when an option is invalid.
 */
export function resolveCallOptions(client: ResolvedOptions, options: RequestOptions): ResolvedCallOptions {
  assertObject("The options", options);
  const {
    serverURL,
    headers: callHeaders,
    signal: callSignal,
    retries,
    retryCodes,
    timeoutMs,
    idleTimeoutMs,
    maxEventBytes,
    middleware,
    fetchOptions: fetchInit = {},
    extraBody: _,
    ...unknown
  } = options;
  rejectUnknownOptions(unknown);
  assertObject("fetchOptions", fetchInit);
  const { headers, signal, ...fetchOptions } = fetchInit;
  if (fetchOptions.redirect === "follow") {
    throw new InvalidRequestError('fetchOptions.redirect cannot be "follow": it would send the prompt elsewhere');
  }
  const overridesPolicy = retries !== undefined || retryCodes !== undefined;
  return {
    apiKey: client.apiKey,
    fetch: client.fetch,
    observers: client.observers,
    server: serverURL === undefined ? client.server : parseServerURL(serverURL),
    headers: mergeHeaders(mergeHeaders(client.headers, headers), callHeaders),
    policy: overridesPolicy
      ? resolveRetryPolicy(retries ?? client.retryConfig, retryCodes ?? client.retryCodes)
      : client.policy,
    timeoutMs: assertNumber("timeoutMs", timeoutMs, client.timeoutMs),
    idleTimeoutMs: assertNumber("idleTimeoutMs", idleTimeoutMs, client.idleTimeoutMs),
    middleware: [...client.middleware, ...assertArray("middleware", middleware)],
    signals: [callSignal, signal].filter(isSignal),
    maxEventBytes: assertNumber("maxEventBytes", maxEventBytes, defaults.maxEventBytes),
    fetchOptions,
    log: client.debugLog?.(),
  };
}

function assertAPIKey(apiKey: ApiKey | null): ApiKey | null {
  if (apiKey === null || typeof apiKey === "function") return apiKey;
  if (typeof apiKey !== "string") throw new InvalidRequestError("apiKey must be a string, a function or null");
  return apiKey.trim();
}

function isSignal(signal: AbortSignal | null | undefined): signal is AbortSignal {
  if (signal === undefined || signal === null) return false;
  if (typeof signal.addEventListener === "function") return true;
  throw new InvalidRequestError("signal must be an AbortSignal");
}

function assertObserver(observer: Observer | null | undefined): Observer {
  if (typeof observer?.observe === "function") return observer;
  throw new InvalidRequestError("observers must be made by createObserver");
}
