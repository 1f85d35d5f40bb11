import { describe, expect, test } from "vitest";
import * as errors from "../../src/models/errors.ts";
import type { RetryConfig } from "../../src/options.ts";
import { isRetryable, isRetryableStatus, getRetryDelay, resolveRetryPolicy } from "../../src/retry/retry-policy.ts";

type Codes = readonly (number | string)[];

const init = (statusCode: number, retryAfterMs?: number) => ({
  statusCode,
  body: "",
  rawResponse: new Response(),
  retryAfterMs,
  isRetryable: true,
});
const page = (status: number, retryAfterMs?: number) =>
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

describe("which statuses are retried", () => {
  test.each<[string, number, number | undefined, Codes | undefined, boolean]>([
    ["408 by default", 408, undefined, undefined, true],
    ["429 by default", 429, undefined, undefined, true],
    ["500 by default", 500, undefined, undefined, true],
    ["599 by default", 599, undefined, undefined, true],
    ["400 not by default", 400, undefined, undefined, false],
    ["401 not by default", 401, undefined, undefined, false],
    ["402 not by default", 402, undefined, undefined, false],
    ["402 with Retry-After", 402, 5, undefined, true],
    ["402 with a Retry-After of 0", 402, 0, undefined, true],
    ["403 not by default, even with Retry-After", 403, 5, undefined, false],
    ["404 not by default", 404, undefined, undefined, false],
    ["413 not by default", 413, undefined, undefined, false],
    ["422 not by default", 422, undefined, undefined, false],
    ["a redirect not", 307, undefined, undefined, false],
    ["418 when listed", 418, undefined, [418], true],
    ["418 when listed as text", 418, undefined, ["418"], true],
    ["418 by 4XX", 418, undefined, ["4XX"], true],
    ["418 by 4xx", 418, undefined, ["4xx"], true],
    ["500 not when the list has other things", 500, undefined, [418, "4XX"], false],
    ["402 with Retry-After not when the list lacks it", 402, 5, ["5XX"], false],
    ["402 without Retry-After when the list has it", 402, undefined, [402], true],
    ["nothing with an empty list", 503, undefined, [], false],
  ])("%s", (_, status, retryAfterMs, codes, expected) => {
    expect(isRetryableStatus(status, retryAfterMs, resolveRetryPolicy(undefined, codes))).toBe(expected);
  });
});

describe("which errors are retried", () => {
  test.each<[string, Error, RetryConfig | undefined, Codes | undefined, boolean]>([
    ["an error that is retryable", apiError(503), undefined, undefined, true],
    ["an error after something was generated not", apiError(503, { isRetryable: false }), undefined, undefined, false],
    ["a 2XX that can't be understood never", invalid, undefined, ["2XX", "5XX"], false],
    ["a failed connection by default", connection, undefined, undefined, true],
    ["a failed connection with an empty list", connection, undefined, [], true],
    [
      "a failed connection not when switched off",
      connection,
      backoff({ retryConnectionErrors: false }),
      undefined,
      false,
    ],
    ["a timeout by default", new errors.RequestTimeoutError("attempt", 5), undefined, undefined, true],
    ["a timeout of the runtime", new errors.RequestTimeoutError("runtime", undefined), undefined, undefined, true],
    [
      "a timeout not when switched off",
      new errors.RequestTimeoutError("attempt", 5),
      backoff({ retryConnectionErrors: false }),
      undefined,
      false,
    ],
    ["an abort never", new errors.RequestAbortedError(), undefined, undefined, false],
    ["an invalid request never", new errors.InvalidRequestError("m"), undefined, undefined, false],
    ["the unexpected never", new errors.UnexpectedClientError("m"), undefined, undefined, false],
    ["any other error never", new TypeError("fetch failed"), undefined, undefined, false],
  ])("%s", (_, error, config, codes, expected) => {
    const policy = resolveRetryPolicy(config, codes);
    expect(isRetryable(error, policy)).toBe(expected);
    expect(getRetryDelay(error, 0, 0, policy, 0) !== undefined).toBe(expected);
  });
});

describe("getRetryDelay, number of retries", () => {
  test.each<[string, RetryConfig | undefined, number]>([
    ["up to 2 retries by default", undefined, 2],
    ["up to 2 retries with a strategy alone", backoff({}), 2],
    ["none", { strategy: "none" }, 0],
    ["maxRetries", backoff({ maxRetries: 7 }), 7],
    ["maxRetries of 0", backoff({ maxRetries: 0 }), 0],
    ["maxRetries with maxElapsedTime", backoff({ maxRetries: 3, backoff: { maxElapsedTime: 1e9 } }), 3],
  ])("%s", (_, config, retries) => {
    const policy = resolveRetryPolicy(config, undefined);
    const delays = Array.from({ length: 10 }, (_each, attempt) => getRetryDelay(page(500), attempt, 0, policy, 0));
    expect(delays.filter((delay) => delay !== undefined)).toHaveLength(retries);
  });

  test("maxElapsedTime without maxRetries does not limit the number of retries", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 60_000 } }), undefined);
    expect(getRetryDelay(page(500), 1_000, 50_000, policy, 0)).toBe(4_000);
    expect(getRetryDelay(page(500), 1_000, 56_000, policy, 0)).toBe(4_000);
    expect(getRetryDelay(page(500), 1_000, 56_001, policy, 0)).toBeUndefined();
  });

  test("maxElapsedTime of 0 allows only an immediate retry", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 0, initialInterval: 0 } }), undefined);
    expect(getRetryDelay(page(500), 0, 0, policy, 0.5)).toBe(0);
    expect(getRetryDelay(page(500), 0, 1, policy, 0.5)).toBeUndefined();
  });

  test("no delay is NaN or Infinity after any number of attempts", () => {
    for (const initialInterval of [0, 500, Number.MAX_VALUE]) {
      const policy = resolveRetryPolicy(backoff({ maxRetries: Infinity, backoff: { initialInterval } }), undefined);
      for (const attempt of [0, 10, 1_100, 1e6]) {
        const delay = getRetryDelay(page(500), attempt, 0, policy, 0.5);
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
    ["the fifth delay is the longest there is", {}, 4, 1, 8_000],
    ["the sixth delay is no longer", {}, 5, 1, 8_000],
    ["maxInterval cuts the first", { maxInterval: 100 }, 0, 1, 100],
    ["initialInterval", { initialInterval: 10 }, 2, 1, 40],
    ["exponent", { initialInterval: 10, exponent: 3 }, 2, 1, 90],
    ["exponent 1", { initialInterval: 10, exponent: 1 }, 9, 1, 10],
    ["initialInterval of 0", { initialInterval: 0 }, 3, 1, 0],
  ])("%s", (_, fields, attempt, random, expected) => {
    const policy = resolveRetryPolicy(backoff({ maxRetries: 99, backoff: fields }), undefined);
    expect(getRetryDelay(page(500), attempt, 0, policy, random)).toBe(expected);
  });

  test.each<[string, number, number, number | undefined]>([
    ["the server's delay replaces ours", 3_000, 0, 3_000],
    ["plus up to a tenth", 3_000, 0.5, 3_150],
    ["it is not cut to maxInterval", 30_000, 0, 30_000],
    ["0 is a delay", 0, 0.5, 0],
    ["60 s are slept", 60_000, 0, 60_000],
    ["more is not", 60_001, 0, undefined],
    ["hours are not", 1e9, 0, undefined],
  ])("%s", (_, asked, random, expected) => {
    expect(getRetryDelay(page(429, asked), 0, 0, resolveRetryPolicy(undefined, undefined), random)).toBe(expected);
    expect(
      getRetryDelay(apiError(429, { retryAfterMs: asked }), 0, 0, resolveRetryPolicy(undefined, undefined), random),
    ).toBe(expected);
  });

  test.each<[string, number, number, number]>([
    ["a delay of 0 is followed once", 0, 0, 0],
    ["then it is at least our own", 0, 1, 750],
    ["however often it is repeated", 0, 7, 6_000],
    ["1 ms is no more of a delay", 1, 1, 750],
    ["one that is longer than our shortest is followed each time", 600, 3, 630],
  ])("%s", (_, asked, attempt, expected) => {
    const policy = resolveRetryPolicy(backoff({ maxRetries: 99 }), undefined);
    expect(getRetryDelay(page(503, asked), attempt, 0, policy, 0.5)).toBe(expected);
  });

  test("returns undefined if the server's delay would end after maxElapsedTime", () => {
    const policy = resolveRetryPolicy(backoff({ backoff: { maxElapsedTime: 10_000 } }), undefined);
    expect(getRetryDelay(page(429, 6_000), 0, 4_000, policy, 0)).toBe(6_000);
    expect(getRetryDelay(page(429, 6_000), 0, 4_000, policy, 0.5)).toBeUndefined();
    expect(getRetryDelay(page(429, 6_000), 0, 4_001, policy, 0)).toBeUndefined();
  });
});

describe("resolveRetryPolicy rejects invalid values by name", () => {
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
