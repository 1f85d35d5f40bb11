import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "../../src/retry/retry-after.ts";

const now = Date.parse("Sun, 06 Nov 2033 08:49:07 GMT");
const createMetadata = (value: unknown) => ({ headers: { "X-RateLimit-Reset": value } });
const parse = (headers: Record<string, string>, metadata?: unknown) =>
  parseRetryAfter(new Headers(headers), metadata, now);

describe("retry-after-ms", () => {
  test.each<[string, number | undefined]>([
    ["1500", 1_500],
    ["0", 0],
    ["12.5", 12.5],
    [" 30 ", 30],
    ["-1", undefined],
    ["+30", undefined],
    ["1e3", undefined],
    ["0x20", undefined],
    ["30 ms", undefined],
    ["NaN", undefined],
    ["Infinity", undefined],
    [".5", undefined],
    ["5.", undefined],
    ["1_000", undefined],
    ["1,000", undefined],
    ["30, 60", undefined],
    ["", undefined],
  ])("%j is %j ms", (value, expected) => {
    expect(parse({ "retry-after-ms": value })).toBe(expected);
  });
});

describe("Retry-After", () => {
  test.each<[string, number | undefined]>([
    ["30", 30_000],
    ["0", 0],
    ["1.5", 1_500],
    ["0.05", 50],
    ["007", 7_000],
    ["3600", 3_600_000],
    ["+30", undefined],
    ["-30", undefined],
    ["1e3", undefined],
    ["0x20", undefined],
    ["30 seconds", undefined],
    ["30s", undefined],
    ["1,5", undefined],
    ["30, 60", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("%j is %j ms", (value, expected) => {
    expect(parse({ "retry-after": value })).toBe(expected);
  });

  test.each<[string, string, number | undefined]>([
    ["an HTTP date", "Sun, 06 Nov 2033 08:49:37 GMT", 30_000],
    ["a past date", "Sun, 06 Nov 2033 08:48:37 GMT", undefined],
    ["the current second", "Sun, 06 Nov 2033 08:49:07 GMT", undefined],
    ["a date in the obsolete RFC 850 format", "Sunday, 06-Nov-33 08:49:37 GMT", 30_000],
    ["a date in the obsolete asctime format", "Sun Nov  6 08:49:37 2033", 30_000],
    ["a date that does not exist", "Sun, 99 Nov 2033 08:49:37 GMT", undefined],
    ["a date without a time zone", "Sun, 06 Nov 2033 08:49:37", undefined],
    ["a date in another time zone", "Sun, 06 Nov 2033 08:49:37 +0100", undefined],
    ["an ISO date", "2033-11-06T08:49:37Z", undefined],
    ["a month and a year", "Nov 2033", undefined],
  ])("%s (%s) is %s ms", (_, value, expected) => {
    expect(parse({ "retry-after": value })).toBe(expected);
  });
});

describe("error.metadata.headers['X-RateLimit-Reset'], in epoch ms", () => {
  test.each<[unknown, number | undefined]>([
    [String(now + 5_000), 5_000],
    [now + 5_000, 5_000],
    [String(now), undefined],
    [String(now - 1), undefined],
    [now - 1, undefined],
    ["soon", undefined],
    ["", undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [true, undefined],
    [{}, undefined],
    [[now + 5_000], undefined],
  ])("X-RateLimit-Reset %j is %j ms from now", (value, expected) => {
    expect(parse({}, createMetadata(value))).toBe(expected);
  });

  test.each([
    undefined,
    null,
    "text",
    5,
    [],
    {},
    { headers: null },
    { headers: "text" },
    { headers: [] },
    { headers: {} },
  ])("metadata %j has no delay", (metadata) => {
    expect(parse({}, metadata)).toBeUndefined();
  });
});

test("uses retry-after-ms, else Retry-After, else the body, and skips invalid values", () => {
  const body = createMetadata(now + 3_000);
  expect(parse({ "retry-after-ms": "1000", "retry-after": "2" }, body)).toBe(1_000);
  expect(parse({ "retry-after-ms": "x", "retry-after": "2" }, body)).toBe(2_000);
  expect(parse({ "retry-after": "2" }, body)).toBe(2_000);
  expect(parse({ "retry-after-ms": "-1", "retry-after": "x" }, body)).toBe(3_000);
  expect(parse({ "retry-after": "Sun, 06 Nov 2033 08:48:37 GMT" }, body)).toBe(3_000);
  expect(parse({})).toBeUndefined();
});
