import type { Middleware } from "@org/client";
import type { BackoffStrategy, RetryConfig } from "./retry/retry-policy.ts";

export type { BackoffStrategy, Middleware, RetryConfig };

/** The key, or a function that gives one and is asked at each attempt. */
export type ApiKey = string | (() => string | Promise<string>);

/** Header values by name; `null` removes a default of that name, `undefined` is as if absent. */
export type HeaderOptions = Headers | Readonly<Record<string, string | null | undefined>>;

/**
 * Where debug lines go; `console` fits. Credentials never stand in them.
 *
 * @example
 * ```ts
 * import { OpenRouter, type DebugLogger } from "@org/sdk";
 *
 * const debugLogger: DebugLogger = { debug: () => {}, warn: (message) => process.stderr.write(`${message}\n`) };
 * const openRouter = new OpenRouter({ debugLogger });
 * ```
 */
export interface DebugLogger {
  /** Told of every request and answer. */
  debug(message: string, ...details: unknown[]): void;
  /** Told of every attempt that failed, and of what follows: another one after a delay, or the end. */
  warn(message: string, ...details: unknown[]): void;
}

/** What can be set for a client, and for each call again. */
export interface SharedOptions {
  /**
   * Longest time of one attempt, in milliseconds, until its answer has begun to be useful: the whole body of a
   * completion, the first data event of a stream. `Infinity` for no limit. Default: 600 000.
   */
  timeoutMs?: number | undefined;
  /** Longest silence of a stream after its first event, in milliseconds; any byte counts. Default: 120 000. */
  idleTimeoutMs?: number | undefined;
  /**
   * The statuses that are retried, instead of the default `[408, 429, "5XX"]` (and 402 with `Retry-After`):
   * numbers or patterns such as `"5XX"`. `[]` retries no status.
   */
  retryCodes?: readonly (number | string)[] | undefined;
  /** openapi-fetch middleware, run for every attempt; those of the client first. */
  middleware?: readonly Middleware[] | undefined;
  /** Headers for the request; a call's win over the client's, name by name. */
  headers?: HeaderOptions | undefined;
  /** Where the API is; http or https, without credentials. Default: `OPENROUTER_BASE_URL`, else the service. */
  serverURL?: string | URL | undefined;
}

/** Options of `new OpenRouter()` and `new OpenRouterCore()`. */
export interface SDKOptions extends SharedOptions {
  /**
   * The API key, or a function that gives one (asked at each attempt). Default: `OPENROUTER_API_KEY`.
   * `null` sends none, for proxies that add their own. Without a key the call fails, not the constructor.
   */
  apiKey?: ApiKey | null | undefined;
  /** Your app's URL, for the rankings on openrouter.ai: the `HTTP-Referer` header. */
  httpReferer?: string | undefined;
  /** Your app's name there: the `X-OpenRouter-Title` header. */
  appTitle?: string | undefined;
  /** When failed attempts are made again. Default: up to 2 retries with exponential backoff. */
  retryConfig?: RetryConfig | undefined;
  /** Used instead of `globalThis.fetch`, which is otherwise looked up at each call. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Told of every attempt. Default: none; `OPENROUTER_DEBUG=1` in the environment logs to the console. */
  debugLogger?: DebugLogger | undefined;
}

/** Options of one call. */
export interface RequestOptions extends SharedOptions {
  /**
   * Handed to `fetch`: all of `RequestInit` but `method` and `body`. `redirect: "follow"` is refused, since a
   * redirect would carry the prompt elsewhere.
   */
  fetchOptions?: Omit<RequestInit, "method" | "body"> | undefined;
  /** Aborts the call: before, between and during attempts, and in the middle of a stream. */
  signal?: AbortSignal | null | undefined;
  /** When failed attempts are made again; instead of the client's `retryConfig`. */
  retries?: RetryConfig | undefined;
  /** Largest single event of a stream, in bytes. Default: 64 MiB. */
  maxEventBytes?: number | undefined;
  /** Top-level request fields that the types don't know yet. They follow the request's own; none may repeat. */
  extraBody?: Readonly<Record<string, unknown>> | undefined;
}
