import { describe, expect, test } from "vitest";
import * as errors from "../../src/models/errors.ts";
import type { RetryConfig } from "../../src/options.ts";
import {
  applyRetryPolicy,
  isRetryableStatus,
  getRetryDelay,
  resolveRetryPolicy,
} from "../../src/retry/retry-policy.ts";

type Codes = readonly (number | string)[];

const init = (statusCode: number, retryAfterMs?: number) => ({
  statusCode,
  body: "",
  rawResponse: new Response(),
  retryAfterMs,
  isRetryable: true,
});
const defaultError = (status: number, retryAfterMs?: number) =>
  new errors.OpenRouterDefaultError("m", init(status, retryAfterMs));
const apiError = (status: number, more: { isRetryable?: boolean; retryAfterMs?: number } = {}) =>
  new errors.ChatCompletionError("m", {
    ...init(status, more.retryAfterMs),
    isRetryable: more.isRetryable ?? true,
    error: { code: status, message: "x" },
  });
const invalid = new errors.ResponseValidationError("m", { ...init(503), isRetryable: false, rawText: "" });
const connection = new errors.ConnectionError("reset", "m");
const backoff = (fields: object): RetryConfig => ({ strategy: "backoff", ...fields });

describe("isRetryableStatus", () => {
  test.each<[string, number, number | undefined, Codes | undefined, boolean]>([
    ["retries 408 by default", 408, undefined, undefined, true],
    ["retries 429 by default", 429, undefined, undefined, true],
    ["retries 500 by default", 500, undefined, undefined, true],
    ["retries 599 by default", 599, undefined, undefined, true],
    ["does not retry 400 by default", 400, undefined, undefined, false],
    ["does not retry 401 by default", 401, undefined, undefined, false],
    ["does not retry 402 by default", 402, undefined, undefined, false],
    ["retries 402 with Retry-After", 402, 5, undefined, true],
    ["retries 402 with a Retry-After of 0", 402, 0, undefined, true],
    ["does not retry 403 by default, even with Retry-After", 403, 5, undefined, false],
    ["does not retry 404 by default", 404, undefined, undefined, false],
    ["does not retry 413 by default", 413, undefined, undefined, false],
    ["does not retry 422 by default", 422, undefined, undefined, false],
    ["does not retry a redirect", 307, undefined, undefined, false],
    ["retries 418 if it is listed", 418, undefined, [418], true],
    ["retries 418 if it is listed as text", 418, undefined, ["418"], true],
    ["retries 418 for 4XX", 418, undefined, ["4XX"], true],
    ["retries 418 for 4xx", 418, undefined, ["4xx"], true],
    ["does not retry 500 if it is not listed", 500, undefined, [418, "4XX"], false],
    ["does not retry 402 with Retry-After if it is not listed", 402, 5, ["5XX"], false],
    ["retries 402 without Retry-After if it is listed", 402, undefined, [402], true],
    ["retries no status with an empty list", 503, undefined, [], false],
  ])("%s", (_, status, retryAfterMs, codes, expected) => {
    expect(isRetryableStatus(status, retryAfterMs, resolveRetryPolicy(undefined, codes))).toBe(expected);
  });
});

describe("applyRetryPolicy", () => {
  test.each<[string, errors.ChatCompleteError, RetryConfig | undefined, Codes | undefined, boolean]>([
    ["retries an error that is retryable", apiError(503), undefined, undefined, true],
    [
      "does not retry an error after output was generated",
      apiError(503, { isRetryable: false }),
      undefined,
      undefined,
      false,
    ],
    ["never retries an invalid 2XX", invalid, undefined, ["2XX", "5XX"], false],
    ["retries a failed connection by default", connection, undefined, undefined, true],
    ["retries a failed connection with an empty list", connection, undefined, [], true],
    [
      "does not retry a failed connection with retryConnectionErrors: false",
      connection,
      backoff({ retryConnectionErrors: false }),
      undefined,
      false,
    ],
    ["retries a timeout by default", new errors.RequestTimeoutError("attempt", 5), undefined, undefined, true],
    [
      "retries a timeout of the runtime",
      new errors.RequestTimeoutError("runtime", undefined),
      undefined,
      undefined,
      true,
    ],
    [
      "does not retry a timeout with retryConnectionErrors: false",
      new errors.RequestTimeoutError("attempt", 5),
      backoff({ retryConnectionErrors: false }),
      undefined,
      false,
    ],
    ["never retries an abort", new errors.RequestAbortedError(), undefined, undefined, false],
    ["never retries an invalid request", new errors.InvalidRequestError("m"), undefined, undefined, false],
    ["never retries an unexpected error", new errors.UnexpectedClientError("m"), undefined, undefined, false],
  ])("%s", (_, error, config, codes, expected) => {
    const policy = resolveRetryPolicy(config, codes);
    applyRetryPolicy(error, policy);
    expect(error.isRetryable).toBe(expected);
    expect(getRetryDelay(error, 0, 0, policy, 0) !== undefined).toBe(expected);
  });
});

describe("getRetryDelay, number of retries", () => {
  test.each<[string, RetryConfig | undefined, number]>([
    ["up to 2 retries by default", undefined, 2],
    ["up to 2 retries with a strategy alone", backoff({}), 2],
    ["no retries with strategy none", { strategy: "none" }, 0],
    ["maxRetries", backoff({ maxRetries: 7 }), 7],
    ["maxRetries of 0", backoff({ maxRetries: 0 }), 0],
    ["maxRetries with maxElapsedTime", backoff({ maxRetries: 3, backoff: { maxElapsedTime: 1e9 } }), 3],
  ])("%s", (_, config, retries) => {
    const policy = resolveRetryPolicy(config, undefined);
    const delays = Array.from({ length: 10 }, (_each, attempt) =>
      getRetryDelay(defaultError(500), attempt, 0, policy, 0),
    );
    expect(delays.filter((delay) => delay !== undefined)).toHaveLength(retries);
  });

  test("maxElapsedTime without maxRetries does not limit the number of retries", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 60_000 } }), undefined);
    expect(getRetryDelay(defaultError(500), 1_000, 50_000, policy, 0)).toBe(4_000);
    expect(getRetryDelay(defaultError(500), 1_000, 56_000, policy, 0)).toBe(4_000);
    expect(getRetryDelay(defaultError(500), 1_000, 56_001, policy, 0)).toBeUndefined();
  });

  test("maxElapsedTime of 0 allows only an immediate retry", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 0, initialInterval: 0 } }), undefined);
    expect(getRetryDelay(defaultError(500), 0, 0, policy, 0.5)).toBe(0);
    expect(getRetryDelay(defaultError(500), 0, 1, policy, 0.5)).toBeUndefined();
  });

  test("no delay is NaN or Infinity after any number of attempts", () => {
    for (const initialInterval of [0, 500, Number.MAX_VALUE]) {
      const policy = resolveRetryPolicy(backoff({ maxRetries: Infinity, backoff: { initialInterval } }), undefined);
      for (const attempt of [0, 10, 1_100, 1e6]) {
        const delay = getRetryDelay(defaultError(500), attempt, 0, policy, 0.5);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(8_000);
      }
    }
  });
});

describe("getRetryDelay, length of the delay", () => {
  test.each<[string, object, number, number, number]>([
    ["the first delay, shortest", {}, 0, 0, 250],
    ["the first delay, longest", {}, 0, 1, 500],
    ["the second delay", {}, 1, 0.5, 750],
    ["the fifth delay is maxInterval", {}, 4, 1, 8_000],
    ["the sixth delay is maxInterval too", {}, 5, 1, 8_000],
    ["maxInterval limits the first delay", { maxInterval: 100 }, 0, 1, 100],
    ["initialInterval", { initialInterval: 10 }, 2, 1, 40],
    ["exponent", { initialInterval: 10, exponent: 3 }, 2, 1, 90],
    ["exponent 1", { initialInterval: 10, exponent: 1 }, 9, 1, 10],
    ["initialInterval of 0", { initialInterval: 0 }, 3, 1, 0],
  ])("%s", (_, fields, attempt, random, expected) => {
    const policy = resolveRetryPolicy(backoff({ maxRetries: 99, backoff: fields }), undefined);
    expect(getRetryDelay(defaultError(500), attempt, 0, policy, random)).toBe(expected);
  });

  test.each<[string, number, number, number | undefined]>([
    ["follows the server's delay instead of the default", 3_000, 0, 3_000],
    ["adds up to 10 % to the server's delay", 3_000, 0.5, 3_150],
    ["does not limit the server's delay to maxInterval", 30_000, 0, 30_000],
    ["follows a delay of 0", 0, 0.5, 0],
    ["follows a delay of 60 s", 60_000, 0, 60_000],
    ["does not retry after a delay of more than 60 s", 60_001, 0, undefined],
    ["does not retry after a delay of days", 1e9, 0, undefined],
  ])("%s", (_, retryAfterMs, random, expected) => {
    expect(getRetryDelay(defaultError(429, retryAfterMs), 0, 0, resolveRetryPolicy(undefined, undefined), random)).toBe(
      expected,
    );
    expect(getRetryDelay(apiError(429, { retryAfterMs }), 0, 0, resolveRetryPolicy(undefined, undefined), random)).toBe(
      expected,
    );
  });

  test.each<[string, number, number, number]>([
    ["follows a delay of 0 once", 0, 0, 0],
    ["uses the default delay if 0 is repeated", 0, 1, 750],
    ["uses the default delay however often 0 is repeated", 0, 7, 6_000],
    ["treats 1 ms like 0", 1, 1, 750],
    ["follows a delay that is longer than the shortest default each time", 600, 3, 630],
  ])("%s", (_, retryAfterMs, attempt, expected) => {
    const policy = resolveRetryPolicy(backoff({ maxRetries: 99 }), undefined);
    expect(getRetryDelay(defaultError(503, retryAfterMs), attempt, 0, policy, 0.5)).toBe(expected);
  });

  test("returns undefined if the server's delay would end after maxElapsedTime", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 10_000 } }), undefined);
    expect(getRetryDelay(defaultError(429, 6_000), 0, 4_000, policy, 0)).toBe(6_000);
    expect(getRetryDelay(defaultError(429, 6_000), 0, 4_000, policy, 0.5)).toBeUndefined();
    expect(getRetryDelay(defaultError(429, 6_000), 0, 4_001, policy, 0)).toBeUndefined();
  });
});

describe("resolveRetryPolicy rejects invalid values, and names them", () => {
  test.each<[string, unknown]>([
    ["strategy", { strategy: "always" }],
    ["strategy", {}],
    ["strategy", 5],
    ["maxRetries", backoff({ maxRetries: -1 })],
    ["maxRetries", backoff({ maxRetries: "2" })],
    ["maxRetries", backoff({ maxRetries: Number.NaN })],
    ["initialInterval", backoff({ backoff: { initialInterval: -1 } })],
    ["maxInterval", backoff({ backoff: { maxInterval: Number.NaN } })],
    ["exponent", backoff({ backoff: { exponent: 0.5 } })],
    ["maxElapsedTime", backoff({ backoff: { maxElapsedTime: null } })],
  ])("%s in %j", (name, config) => {
    expect(() => resolveRetryPolicy(config as RetryConfig, undefined)).toThrow(errors.InvalidRequestError);
    expect(() => resolveRetryPolicy(config as RetryConfig, undefined)).toThrow(name);
  });

  test.each<unknown>([
    ["4X"],
    ["XXX"],
    ["teapot"],
    [0],
    [99],
    [600],
    [429.5],
    [Number.NaN],
    [null],
    [{}],
    "5XX",
    429,
    {},
  ])("rejects %j as retryCodes", (codes) => {
    expect(() => resolveRetryPolicy(undefined, codes as Codes)).toThrow(errors.InvalidRequestError);
    expect(() => resolveRetryPolicy(undefined, codes as Codes)).toThrow("retryCodes");
  });
});
