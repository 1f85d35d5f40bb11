import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import { parseServerURL } from "../../src/config/server-url.ts";

describe("parseServerURL", () => {
  test.each<[string | URL, string, string]>([
    ["https://a.test", "https://a.test", ""],
    ["https://a.test/", "https://a.test", ""],
    ["https://a.test/v1", "https://a.test/v1", ""],
    ["https://a.test/v1////", "https://a.test/v1", ""],
    ["https://a.test//v1//b//", "https://a.test//v1//b", ""],
    ["http://127.0.0.1:80/", "http://127.0.0.1", ""],
    ["http://[::1]:8080/v1", "http://[::1]:8080/v1", ""],
    ["https://bücher.test/ä b", "https://xn--bcher-kva.test/%C3%A4%20b", ""],
    ["https://a.test/v1?x=1&y=%20", "https://a.test/v1", "x=1&y=%20"],
    ["https://a.test/v1/?x=a/b/", "https://a.test/v1", "x=a/b/"],
    ["https://a.test?", "https://a.test", ""],
    ["https://a.test/v1#x?y", "https://a.test/v1", ""],
    [new URL("https://a.test/v1/?x=1"), "https://a.test/v1", "x=1"],
    ["\thttps://a.test/v1\n", "https://a.test/v1", ""],
  ])("%s", (value, base, query) => {
    expect(parseServerURL(value)).toEqual({ base, query });
  });

  test.each<unknown>([
    "",
    " ",
    "a.test",
    "/v1",
    "//a.test",
    "ftp://a.test",
    "file:///v1",
    "data:,x",
    "ws://a.test",
    "https://",
    "http://a.test:99999",
    5,
    null,
    undefined,
    {},
    [],
    Object.create(null),
    Symbol("s"),
  ])("parseServerURL rejects %o", (value) => {
    expect(() => parseServerURL(value as string)).toThrow(InvalidRequestError);
    expect(() => parseServerURL(value as string)).toThrow(
      /^serverURL or OPENROUTER_BASE_URL must be an absolute http\(s\) URL$/,
    );
  });

  test.each([
    "https://user:hunter2@a.test/v1",
    "https://hunter2@a.test",
    "https://:hunter2@a.test",
    "https://a%40b:hunter2@a.test",
  ])("rejects %s without showing the secret", (value) => {
    expect(() => parseServerURL(value)).toThrow(InvalidRequestError);
    expect(() => parseServerURL(value)).toThrow(/credentials.*a\.test/);
    expect(() => parseServerURL(value)).not.toThrow(/hunter2/);
  });
});
