import { OpenRouterError } from "../errors/api-error.ts";
import { ConnectionError, InvalidRequestError, RequestTimeoutError } from "../errors/client-error.ts";
import { refuseUnknown } from "../config/unknown-options.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * How the delay grows from retry to retry. All times in milliseconds.
 *
 * @example
 * ```ts
 * import type { BackoffStrategy } from "@org/sdk";
 *
 * const calm: BackoffStrategy = { initialInterval: 2_000, maxInterval: 30_000, exponent: 1.5, maxElapsedTime: 300_000 };
 * ```
 */
export interface BackoffStrategy {
  /** The delay before the first retry, of which a random share between a half and the whole is waited. Default: 500. */
  initialInterval?: number | undefined;
  /** No delay of our own is longer. Default: 8 000. */
  maxInterval?: number | undefined;
  /** The factor from one delay to the next. Default: 2. */
  exponent?: number | undefined;
  /**
   * No retry begins later than this, counted from the first attempt. Default: none. Given without `maxRetries`,
   * it is the only bound.
   */
  maxElapsedTime?: number | undefined;
}

/**
 * When a failed attempt is made again. Which statuses are retried, `retryCodes` says.
 *
 * @example
 * ```ts
 * import type { RetryConfig } from "@org/sdk";
 *
 * const patient: RetryConfig = {
 *   strategy: "backoff",
 *   maxRetries: 5,
 *   backoff: { initialInterval: 1_000, maxInterval: 20_000, maxElapsedTime: 120_000 },
 * };
 * const never: RetryConfig = { strategy: "none" };
 * ```
 */
export type RetryConfig =
  | {
      /** `none` makes one attempt and no more; `backoff` makes further ones, after growing delays. */
      strategy: "none";
    }
  | {
      strategy: "backoff";
      /** How the delays grow. What the server asks for (`Retry-After`) replaces them. */
      backoff?: BackoffStrategy | undefined;
      /** Whether a failed connection and a timed-out attempt are retried. Default: true. */
      retryConnectionErrors?: boolean | undefined;
      /** Attempts after the first. Default: 2, or no limit where `maxElapsedTime` is given. */
      maxRetries?: number | undefined;
    };

/** A `RetryConfig` with its defaults filled in. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly initialInterval: number;
  readonly maxInterval: number;
  readonly exponent: number;
  readonly maxElapsedTime: number;
  readonly retryConnectionErrors: boolean;
  /** `undefined`: the default statuses, with 402 when the server names a time. */
  readonly codes: readonly string[] | undefined;
}

const defaultCodes = ["408", "429", "5XX"];
// Sleeping longer than this on a server's word helps nobody who waits for the call.
const longestServerDelayMs = 60_000;

/** Without the strategy, which tells the two kinds apart. */
type AnyRetryConfig = Omit<Extract<RetryConfig, { backoff?: unknown }>, "strategy"> & { readonly strategy: unknown };

/** Fills in the defaults. @throws InvalidRequestError for a value that makes no sense. */
export function resolveRetryPolicy(
  config: RetryConfig = { strategy: "backoff" },
  retryCodes: readonly (number | string)[] | undefined,
): RetryPolicy {
  const { strategy, backoff = {}, retryConnectionErrors = true, maxRetries, ...unknown } = config as AnyRetryConfig;
  if (strategy !== "backoff" && strategy !== "none") {
    throw new InvalidRequestError(`retries.strategy must be "none" or "backoff", not ${getErrorMessage(strategy)}`);
  }
  const { initialInterval, maxInterval, exponent, maxElapsedTime: longest, ...unknownOfBackoff } = backoff;
  refuseUnknown({ ...unknown, ...unknownOfBackoff });
  const maxElapsedTime = atLeast(0, "maxElapsedTime", longest, Infinity);
  const defaultRetries = maxElapsedTime < Infinity ? Infinity : 2;
  return {
    maxRetries: strategy === "none" ? 0 : atLeast(0, "maxRetries", maxRetries, defaultRetries),
    initialInterval: atLeast(0, "initialInterval", initialInterval, 500),
    maxInterval: atLeast(0, "maxInterval", maxInterval, 8_000),
    exponent: atLeast(1, "exponent", exponent, 2),
    maxElapsedTime,
    retryConnectionErrors,
    codes: statusPatterns(retryCodes),
  };
}

/** Whether another attempt may mend this error. */
export function isRetryable(error: Error, policy: RetryPolicy): boolean {
  if (ConnectionError.isInstance(error) || RequestTimeoutError.isInstance(error)) return policy.retryConnectionErrors;
  return OpenRouterError.isInstance(error) && error.isRetryable;
}

/** Whether this status is retried. */
export function isRetryableStatus(status: number, retryAfterMs: number | undefined, policy: RetryPolicy): boolean {
  if (!policy.codes && status === 402) return retryAfterMs !== undefined;
  const text = String(status);
  return (policy.codes ?? defaultCodes).some((code) => (code.endsWith("XX") ? code[0] === text[0] : code === text));
}

/**
 * How long to wait before the next attempt, in milliseconds; `undefined` to give up.
 * @param attempt the attempt that failed, counted from 0
 * @param elapsedMs since the first attempt began
 * @param random a number in [0, 1)
 */
export function retryDelayMs(
  error: Error,
  attempt: number,
  elapsedMs: number,
  policy: RetryPolicy,
  random: number,
): number | undefined {
  if (attempt >= policy.maxRetries || !isRetryable(error, policy)) return undefined;
  const asked = OpenRouterError.isInstance(error) ? error.retryAfterMs : undefined;
  if (asked !== undefined && asked > longestServerDelayMs) return undefined;
  // 0 times the Infinity of a thousandth attempt is NaN.
  const backoff = Math.min(policy.maxInterval, policy.initialInterval * policy.exponent ** attempt || 0);
  // Spread out, so that a crowd that failed together does not come back together.
  const own = backoff * (0.5 + random / 2);
  const servers = asked === undefined ? own : asked * (1 + random / 10);
  // A `Retry-After: 0` is followed once; with one in each response the retries would be a hot loop.
  const delay = attempt > 0 && servers < policy.initialInterval ? Math.max(own, servers) : servers;
  return elapsedMs + delay > policy.maxElapsedTime ? undefined : delay;
}

function atLeast(least: number, name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && value >= least) return value;
  throw new InvalidRequestError(`${name} must be a number of at least ${least}, not ${getErrorMessage(value)}`);
}

function statusPatterns(retryCodes: readonly (number | string)[] | undefined): string[] | undefined {
  if (retryCodes === undefined || Array.isArray(retryCodes)) return retryCodes?.map(statusPattern);
  throw new InvalidRequestError("retryCodes must be an array");
}

function statusPattern(code: number | string): string {
  const pattern = getErrorMessage(code).toUpperCase();
  if (/^[1-5](XX|\d\d)$/.test(pattern)) return pattern;
  throw new InvalidRequestError(`retryCodes must be statuses or patterns such as "5XX", not ${pattern}`);
}
