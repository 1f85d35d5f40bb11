import { describe, expect, test } from "vitest";
import { parseErrorBody, formatErrorMessage, getStatusCode } from "../../src/response/error-body.ts";

describe("parseErrorBody", () => {
  test.each<[string, unknown, object | undefined]>([
    ["an object", { error: { code: 429, message: "m" } }, { code: 429, message: "m" }],
    [
      "metadata",
      { error: { code: 1, message: "m", metadata: { a: 1 } } },
      { code: 1, message: "m", metadata: { a: 1 } },
    ],
    [
      "metadata that is text",
      { error: { message: "m", metadata: "text" } },
      { code: undefined, message: "m", metadata: "text" },
    ],
    ["a code that is text", { error: { code: "server_error", message: "m" } }, { code: "server_error", message: "m" }],
    ["a code of null", { error: { code: null, message: "m" } }, { code: null, message: "m" }],
    ["no code", { error: { message: "m" } }, { code: undefined, message: "m" }],
    ["a code that is an object", { error: { code: [], message: "m" } }, { code: undefined, message: "m" }],
    ["no message", { error: { code: 5 } }, { code: 5, message: "" }],
    ["an empty object", { error: {} }, { code: undefined, message: "" }],
    ["text", { error: "overloaded" }, { code: undefined, message: "overloaded" }],
    ["a list of objects", { error: [{ code: 5, message: "m" }, {}] }, { code: 5, message: "m" }],
    ["a list of texts", { error: ["a", "b"] }, { code: undefined, message: "a" }],
    ["an empty list", { error: [] }, { code: undefined, message: "" }],
    ["true", { error: true }, { code: undefined, message: "" }],
    ["a body that is a list", [{ other: 1 }, { error: { message: "m" } }], { code: undefined, message: "m" }],
    ["error: null", { error: null }, undefined],
    ["error: false", { error: false }, undefined],
    ["an empty text", { error: "" }, undefined],
    ["error: 0", { error: 0 }, undefined],
    ["no error", { message: "m" }, undefined],
    ["a body that is an empty list", [], undefined],
    ["a list without an error", [1, "error", null, { error: null }], undefined],
    ["null", null, undefined],
    ["undefined", undefined, undefined],
    ["a body that is text", "error", undefined],
    ["a body that is a number", 5, undefined],
  ])("%s", (_, body, error) => {
    expect(parseErrorBody(body)?.error).toEqual(error);
  });

  test.each([
    ["user-1", "user-1"],
    ["", undefined],
    [null, undefined],
    [5, undefined],
    [undefined, undefined],
  ])("parseErrorBody reads the user_id %j as %j", (value, userId) => {
    expect(parseErrorBody({ error: "x", user_id: value })?.userId).toBe(userId);
  });
});

describe("getStatusCode", () => {
  test.each<[number | string | null | undefined, number]>([
    [400, 400],
    [429, 429],
    [599, 599],
    ["400", 400],
    ["599", 599],
    [399, 500],
    [600, 500],
    [0, 500],
    [-400, 500],
    [400.5, 500],
    [Number.NaN, 500],
    ["399", 500],
    ["600", 500],
    ["0400", 500],
    ["4e2", 500],
    ["429.0", 500],
    ["", 500],
    ["abc", 500],
    [null, 500],
    [undefined, 500],
  ])("maps the code %j to the status %d", (code, status) => {
    expect(getStatusCode({ code, message: "" })).toBe(status);
  });
});

const formatMessage = (metadata: unknown, message = "Provider returned error") =>
  formatErrorMessage({ code: 1, message, metadata });

describe("formatErrorMessage", () => {
  test.each<[string, unknown, string]>([
    ["no metadata", undefined, "Provider returned error"],
    ["metadata of null", null, "Provider returned error"],
    ["metadata that is text, next to a message", "text", "Provider returned error"],
    ["the provider's name", { provider_name: "Acme" }, "[Acme] Provider returned error"],
    ["a provider's name of null", { provider_name: null, raw: "busy" }, "busy"],
    ["a provider's name that is not text", { provider_name: 5, raw: "busy" }, "busy"],
    ["raw text", { provider_name: "Acme", raw: " busy\n" }, "[Acme] busy"],
    ["raw that is empty", { raw: "" }, "Provider returned error"],
    ["raw that is white space", { raw: " \n" }, "Provider returned error"],
    ["raw of null", { raw: null }, "Provider returned error"],
    ["raw that is a number", { raw: 5 }, "Provider returned error"],
    ["raw JSON with message", { raw: '{"message":"busy"}' }, "busy"],
    ["raw JSON with error.message", { raw: '{"type":"error","error":{"type":"x","message":"busy"}}' }, "busy"],
    ["raw JSON with error that is text", { raw: '{"error":"busy"}' }, "busy"],
    ["raw JSON with detail", { raw: '{"detail":"busy"}' }, "busy"],
    ["raw JSON with a list of errors", { raw: '[{"error":{"message":"busy"}}]' }, "busy"],
    ["raw JSON text", { raw: '"busy"' }, "busy"],
    ["raw JSON with an empty message", { raw: '{"message":"","detail":"busy"}' }, "busy"],
    ["raw JSON without a message", { raw: '{"code":7}' }, '{"code":7}'],
    ["raw JSON that is an empty list", { raw: "[]" }, "[]"],
    ["raw that looks like JSON", { raw: "{busy" }, "{busy"],
    ["raw that is an object", { raw: { error: { message: "busy" } } }, "busy"],
    ["raw that is an object without a message", { raw: { a: 1 } }, "Provider returned error"],
  ])("%s", (_, metadata, expected) => {
    expect(formatMessage(metadata)).toBe(expected);
  });

  test("formatErrorMessage falls back to text metadata, then to a fixed message", () => {
    expect(formatMessage("more", "")).toBe("more");
    expect(formatMessage(undefined, "")).toBe("The error has no message");
    expect(formatMessage({}, "")).toBe("The error has no message");
  });

  test("formatErrorMessage truncates a long message with an ellipsis", () => {
    for (const metadata of [{ raw: "x".repeat(5_000) }, { provider_name: "y".repeat(5_000) }, undefined]) {
      const line = formatMessage(metadata, "z".repeat(5_000));
      expect(line.length).toBeLessThanOrEqual(501);
      expect(line.endsWith("…")).toBe(true);
    }
  });

  test("formatErrorMessage does not follow endless nesting", () => {
    const raw = '{"error":'.repeat(5_000) + '"deep"' + "}".repeat(5_000);
    expect(formatMessage({ raw })).toMatch(/^\{"error":/);
  });
});
