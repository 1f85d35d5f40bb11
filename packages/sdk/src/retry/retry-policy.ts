import { ConnectionError, InvalidRequestError, RequestTimeoutError } from "../errors/client-error.ts";
import { assertNumber } from "../config/assert-number.ts";
import { assertArray } from "../config/assert-type.ts";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * How the delay grows from retry to retry. All times are in milliseconds.
 *
 * @example
 * ```ts
 * import type { BackoffStrategy } from "@org/sdk";
 *
 * const slow: BackoffStrategy = { initialInterval: 2_000, maxInterval: 30_000, exponent: 1.5, maxElapsedTime: 300_000 };
 * ```
 */
export interface BackoffStrategy {
  /**
   * The delay before the first retry, in milliseconds. Each delay is multiplied by a random factor from 0.5 to 1.
   *
   * @default 500
   */
  initialInterval?: number | undefined;
  /**
   * The longest delay, in milliseconds, unless the server asks for a longer one.
   *
   * @default 8_000
   */
  maxInterval?: number | undefined;
  /**
   * The factor by which the delay grows with each retry.
   *
   * @default 2
   */
  exponent?: number | undefined;
  /**
   * Time after the start of the first attempt, in milliseconds, after which no retry begins. If it is set and
   * `maxRetries` is not, the number of retries is unlimited.
   *
   * @default Infinity
   */
  maxElapsedTime?: number | undefined;
}

/**
 * When and how often a failed attempt is retried. The statuses are in the option `retryCodes`.
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
      /** `none` makes one attempt. `backoff` retries after increasing delays. */
      strategy: "none";
    }
  | {
      strategy: "backoff";
      /** How the delays grow. A delay that the server asks for (`Retry-After`) replaces them. */
      backoff?: BackoffStrategy | undefined;
      /**
       * Whether failed connections and timeouts are retried.
       *
       * @default true
       */
      retryConnectionErrors?: boolean | undefined;
      /**
       * Number of attempts after the first.
       *
       * @default 2, or `Infinity` if `maxElapsedTime` is set.
       */
      maxRetries?: number | undefined;
    };

/** @internal A `RetryConfig` with defaults filled in. All times are in milliseconds. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly initialInterval: number;
  readonly maxInterval: number;
  readonly exponent: number;
  readonly maxElapsedTime: number;
  readonly retryConnectionErrors: boolean;
  /** Status patterns; `undefined` for the default ones, and 402 with `Retry-After`. */
  readonly codes: readonly string[] | undefined;
}

const defaultCodes = ["408", "429", "5XX"];
// If the server asks for a longer delay, the call fails immediately, and the caller decides.
const maxServerDelayMs = 60_000;

/** Both members of the union, so that unknown values can be checked. */
type AnyRetryConfig = Omit<Extract<RetryConfig, { backoff?: unknown }>, "strategy"> & { readonly strategy: unknown };

/**
 * @internal Validates a retry configuration and fills in the defaults.
 *
 * @throws {@link InvalidRequestError} when a value is invalid.
 */
export function resolveRetryPolicy(
  config: RetryConfig = { strategy: "backoff" },
  retryCodes: readonly (number | string)[] | undefined,
): RetryPolicy {
  const { strategy, backoff = {}, retryConnectionErrors = true, maxRetries, ...unknown } = config as AnyRetryConfig;
  if (strategy !== "backoff" && strategy !== "none") {
    throw new InvalidRequestError(`strategy must be "none" or "backoff", not ${getErrorMessage(strategy)}`);
  }
  const { initialInterval, maxInterval, exponent, maxElapsedTime: elapsedLimit, ...unknownBackoff } = backoff;
  rejectUnknownOptions({ ...unknown, ...unknownBackoff });
  const maxElapsedTime = assertNumber("maxElapsedTime", elapsedLimit, Infinity, 0);
  const defaultRetries = maxElapsedTime < Infinity ? Infinity : 2;
  return {
    maxRetries: strategy === "none" ? 0 : assertNumber("maxRetries", maxRetries, defaultRetries, 0),
    initialInterval: assertNumber("initialInterval", initialInterval, 500, 0),
    maxInterval: assertNumber("maxInterval", maxInterval, 8_000, 0),
    exponent: assertNumber("exponent", exponent, 2, 1),
    maxElapsedTime,
    retryConnectionErrors,
    codes: parseStatusPatterns(retryCodes),
  };
}

/** @internal The parts of an error that retries depend on. Every error of the SDK has them. */
export interface Retryable {
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;
}

/** @internal Sets whether a failed connection or a timeout is retried. The statuses of other errors decide. */
export function applyRetryPolicy(error: Error, { retryConnectionErrors: isRetryable }: RetryPolicy): void {
  if (ConnectionError.isInstance(error) || RequestTimeoutError.isInstance(error)) Object.assign(error, { isRetryable });
}

/** @internal Returns whether a status is retried. */
export function isRetryableStatus(status: number, retryAfterMs: number | undefined, policy: RetryPolicy): boolean {
  if (!policy.codes && status === 402) return retryAfterMs !== undefined;
  const text = String(status);
  return (policy.codes ?? defaultCodes).some((code) => (code.endsWith("XX") ? code[0] === text[0] : code === text));
}

/**
 * @internal Returns the delay before the next attempt, in milliseconds; `undefined` if there is none.
 *
 * @param attempt The index of the attempt that failed, from 0.
 * @param elapsedMs The time since the first attempt began, in milliseconds.
 * @param random A random number in [0, 1).
 */
export function getRetryDelay(
  { isRetryable, retryAfterMs }: Retryable,
  attempt: number,
  elapsedMs: number,
  policy: RetryPolicy,
  random: number,
): number | undefined {
  if (attempt >= policy.maxRetries || !isRetryable) return undefined;
  if (retryAfterMs !== undefined && retryAfterMs > maxServerDelayMs) return undefined;
  // After some thousand attempts the factor is Infinity, and 0 * Infinity is NaN.
  const backoff = Math.min(policy.maxInterval, policy.initialInterval * policy.exponent ** attempt || 0);
  // Jitter, so that clients that failed at the same time do not retry at the same time.
  const jittered = backoff * (0.5 + random / 2);
  const target = retryAfterMs === undefined ? jittered : retryAfterMs * (1 + random / 10);
  // `Retry-After: 0` applies once. In every response, it would make the retries a hot loop.
  const delay = attempt > 0 && target < policy.initialInterval ? Math.max(jittered, target) : target;
  return elapsedMs + delay > policy.maxElapsedTime ? undefined : delay;
}

function parseStatusPatterns(retryCodes: readonly (number | string)[] | undefined): string[] | undefined {
  return retryCodes === undefined ? undefined : assertArray("retryCodes", retryCodes).map(parseStatusPattern);
}

function parseStatusPattern(code: number | string): string {
  const pattern = getErrorMessage(code).toUpperCase();
  if (/^[1-5](XX|\d\d)$/.test(pattern)) return pattern;
  throw new InvalidRequestError(`retryCodes must be statuses or patterns such as "5XX", not ${pattern}`);
}
