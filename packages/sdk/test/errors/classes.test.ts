import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as errors from "../../src/models/errors.ts";

afterEach(() => {
  vi.resetModules();
});

const rawResponse = new Response(null, {
  status: 418,
  headers: { "content-type": "text/plain", "x-generation-id": "gen-1", "cf-ray": "ray-1" },
});
const answered = { statusCode: 418, body: "tea", rawResponse };

/** One of each, made by some copy of the module. */
const oneOfEach = (copy: typeof errors) => ({
  OpenRouterError: new copy.OpenRouterError("m", answered),
  ChatCompletionError: new copy.ChatCompletionError("m", { ...answered, error: { code: 1, message: "x" } }),
  OpenRouterDefaultError: new copy.OpenRouterDefaultError("m", answered),
  ResponseValidationError: new copy.ResponseValidationError("m", { ...answered, rawText: "tea" }),
  HTTPClientError: new copy.HTTPClientError("m"),
  ConnectionError: new copy.ConnectionError("reset", "m"),
  RequestTimeoutError: new copy.RequestTimeoutError("attempt", 5),
  RequestAbortedError: new copy.RequestAbortedError(),
  InvalidRequestError: new copy.InvalidRequestError("m"),
  UnexpectedClientError: new copy.UnexpectedClientError("m"),
});
type Name = keyof ReturnType<typeof oneOfEach>;
const names = Object.keys(oneOfEach(errors)) as Name[];

const classes: Record<Name, { isInstance: (value: unknown) => boolean }> = { ...errors };
const answers = new Set<Name>([
  "OpenRouterError",
  "ChatCompletionError",
  "OpenRouterDefaultError",
  "ResponseValidationError",
]);
const parentOf = (name: Name): Name => (answers.has(name) ? "OpenRouterError" : "HTTPClientError");

describe.each(names)("%s", (name) => {
  const error = oneOfEach(errors)[name];

  test("is an instance of Error and its parent class with its own name", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(classes[name]);
    expect(error).toBeInstanceOf(classes[parentOf(name)]);
    expect(error.name).toBe(name);
    expect(String(error)).toMatch(new RegExp(`^${name}: .`));
    expect(error.stack).toContain(name);
    expect(Object.prototype.propertyIsEnumerable.call(error, "name")).toBe(false);
  });

  test("is recognized by isInstance of its class and its parent class, and by no other", () => {
    const recognising = names.filter((other) => classes[other].isInstance(error));
    expect(new Set(recognising)).toEqual(new Set([name, parentOf(name)]));
  });

  test("is recognized by isInstance of another copy of the package", async () => {
    vi.resetModules();
    const imported = await import("../../src/models/errors.ts");
    const copy: typeof classes = { ...imported };
    expect(copy[name]).not.toBe(classes[name]);
    const foreign = oneOfEach(imported)[name];
    expect(foreign).not.toBeInstanceOf(classes[name]);
    expect(classes[name].isInstance(foreign)).toBe(true);
    expect(classes[parentOf(name)].isInstance(foreign)).toBe(true);
    expect(copy[name].isInstance(error)).toBe(true);
  });

  test("isInstance accepts any value and returns false for other values", () => {
    const foreignError = runInNewContext("new Error('x')") as unknown;
    const impostor = Object.assign(new Error("x"), { name });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const value of [
      undefined,
      null,
      0,
      1n,
      "x",
      Symbol("s"),
      () => {},
      {},
      [],
      new Error("x"),
      foreignError,
      impostor,
      proxy,
    ]) {
      expect(classes[name].isInstance(value)).toBe(false);
    }
  });

  test("survives JSON.stringify with its name, message and attempts", () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, message: error.message, attempts: error.attempts });
  });
});

test("isInstance recognizes an error of another realm", () => {
  const mark = Symbol.for("openrouter.errors");
  const source = oneOfEach(errors).ConnectionError;
  const foreign = runInNewContext("Object.assign(new Error('x'), { [Symbol.for('openrouter.errors')]: marks })", {
    marks: (source as unknown as Record<symbol, unknown>)[mark],
  }) as unknown;
  expect(foreign).not.toBeInstanceOf(Error);
  expect(errors.ConnectionError.isInstance(foreign)).toBe(true);
  expect(errors.HTTPClientError.isInstance(foreign)).toBe(true);
  expect(errors.InvalidRequestError.isInstance(foreign)).toBe(false);
});

test("an error can be constructed with only the required options", () => {
  const error = new errors.OpenRouterError("m", answered);
  expect(error).toMatchObject({
    statusCode: 418,
    body: "tea",
    contentType: "text/plain",
    requestId: "gen-1",
    attempts: 1,
    isRetryable: false,
    retryAfterMs: undefined,
  });
  expect(error.headers.get("cf-ray")).toBe("ray-1");
  expect(error.rawResponse).toBe(rawResponse);
  expect(Object.keys(error)).not.toContain("rawResponse");
});

test("an error has a cause only if one was passed", () => {
  expect("cause" in new errors.RequestAbortedError({ attempts: 1 })).toBe(false);
  expect(new errors.RequestAbortedError({ cause: undefined })).toHaveProperty("cause", undefined);
  expect(new errors.ConnectionError("dns", "m", { cause: "c" }).cause).toBe("c");
});
