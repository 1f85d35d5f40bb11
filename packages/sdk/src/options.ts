import type { Middleware } from "@org/client";
import type { Observer } from "./observer/observer.ts";
import type { BackoffStrategy, RetryConfig } from "./retry/retry-policy.ts";

export type { BackoffStrategy, Middleware, Observer, RetryConfig };

/** The API key, or a function that returns it. The function is called for each attempt. */
export type ApiKey = string | (() => string | Promise<string>);

/** Header values by name. `null` removes the default header of that name, `undefined` keeps it. */
export type HeaderOptions = Headers | Readonly<Record<string, string | null | undefined>>;

/**
 * Receives the debug log; `console` is one. Credentials are redacted.
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
  /** Called for every request and response, and with the model and usage of a completion. */
  debug(message: string, ...details: unknown[]): void;
  /** Called for every failed attempt, with the delay before the next one, if there is one. */
  warn(message: string, ...details: unknown[]): void;
}

/** Options of a client that each call can override. */
export interface SharedOptions {
  /**
   * Time limit of one attempt, in milliseconds, until the full body of a completion, or the first event of a stream,
   * has arrived. `Infinity` for no limit.
   *
   * @default 600_000
   */
  timeoutMs?: number | undefined;
  /**
   * Longest time without a byte of a stream after its first event, in milliseconds. Keep-alive comments reset it.
   *
   * @default 120_000
   */
  idleTimeoutMs?: number | undefined;
  /**
   * Status codes to retry: numbers, or patterns such as `"5XX"`. `[]` retries no status. By default, a 402 with
   * `Retry-After` is retried as well.
   *
   * @default [408, 429, "5XX"]
   */
  retryCodes?: readonly (number | string)[] | undefined;
  /** openapi-fetch middleware, run for every attempt. The client's run before the call's. */
  middleware?: readonly Middleware[] | undefined;
  /** Request headers. Those of a call override those of the client, name by name. */
  headers?: HeaderOptions | undefined;
  /**
   * Base URL of the API: http or https, without credentials. `/chat/completions` is appended to it.
   *
   * @default `OPENROUTER_BASE_URL`, else `https://openrouter.ai/api/v1`.
   */
  serverURL?: string | URL | undefined;
}

/** Options of `new OpenRouter()` and `new OpenRouterCore()`. */
export interface SDKOptions extends SharedOptions {
  /**
   * The API key. `null` sends none, for proxies that add their own. A missing key fails the call, not the constructor.
   *
   * @default `OPENROUTER_API_KEY`
   */
  apiKey?: ApiKey | null | undefined;
  /** URL of your app, for the rankings on openrouter.ai. Sent as the `HTTP-Referer` header. */
  httpReferer?: string | undefined;
  /** Name of your app in those rankings. Sent as the `X-OpenRouter-Title` header. */
  appTitle?: string | undefined;
  /**
   * When and how often failed attempts are retried.
   *
   * @default Up to 2 retries with exponential backoff.
   */
  retryConfig?: RetryConfig | undefined;
  /**
   * Custom `fetch`.
   *
   * @default `globalThis.fetch`, looked up for each attempt.
   */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * Observe the calls of the client, the first one outermost: for traces, metrics, logs or limits. Made by
   * `createObserver` of `@org/sdk/observer.js`.
   */
  observers?: readonly Observer[] | undefined;
  /**
   * Receives the debug log of every attempt.
   *
   * @default `console` if `OPENROUTER_DEBUG=1`, else none.
   */
  debugLogger?: DebugLogger | undefined;
}

/** Options of one call of any operation. */
export interface CallOptions extends Omit<SharedOptions, "idleTimeoutMs"> {
  /**
   * Passed to `fetch`: all of `RequestInit` except `method` and `body`. `redirect: "follow"` is rejected, since a
   * redirect would send the request elsewhere.
   */
  fetchOptions?: Omit<RequestInit, "method" | "body"> | undefined;
  /** Aborts the call, even between attempts or in the middle of a stream. */
  signal?: AbortSignal | null | undefined;
  /** Overrides the client's `retryConfig`. */
  retries?: RetryConfig | undefined;
}

/** Options of one call of an operation with a request body. */
export interface BodyCallOptions extends CallOptions {
  /** Top-level request fields that the types don't have yet. They cannot repeat a field of the request. */
  extraBody?: Readonly<Record<string, unknown>> | undefined;
}

/** Options of one chat call. */
export interface RequestOptions extends BodyCallOptions, Pick<SharedOptions, "idleTimeoutMs"> {
  /**
   * Largest event of a stream, in bytes.
   *
   * @default 67_108_864 (64 MiB)
   */
  maxEventBytes?: number | undefined;
}
