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
const init = { statusCode: 418, body: "tea", rawResponse };

/** Creates an error of each class of a copy of the module. */
const createErrors = (copy: typeof errors) => ({
  OpenRouterError: new copy.OpenRouterError("m", init),
  APIError: new copy.APIError("m", { ...init, error: { code: 1, message: "x" } }),
  ChatCompletionError: new copy.ChatCompletionError("m", { ...init, error: { code: 1, message: "x" } }),
  OpenRouterDefaultError: new copy.OpenRouterDefaultError("m", init),
  ResponseValidationError: new copy.ResponseValidationError("m", { ...init, rawText: "tea" }),
  HTTPClientError: new copy.HTTPClientError("m"),
  ConnectionError: new copy.ConnectionError("reset", "m"),
  RequestTimeoutError: new copy.RequestTimeoutError("attempt", 5),
  RequestAbortedError: new copy.RequestAbortedError(),
  InvalidRequestError: new copy.InvalidRequestError("m"),
  UnexpectedClientError: new copy.UnexpectedClientError("m"),
});
type Name = keyof ReturnType<typeof createErrors>;
const names = Object.keys(createErrors(errors)) as Name[];

const classes: Record<Name, { isInstance: (value: unknown) => boolean }> = { ...errors };
const getParentNames = (name: Name): Name[] => {
  if (name === "OpenRouterError" || name === "HTTPClientError") return [];
  if (name === "ChatCompletionError") return ["APIError", "OpenRouterError"];
  return ["APIError", "OpenRouterDefaultError", "ResponseValidationError"].includes(name)
    ? ["OpenRouterError"]
    : ["HTTPClientError"];
};

describe.each(names)("%s", (name) => {
  const error = createErrors(errors)[name];

  test("is an instance of Error and of its parent classes, and has the name of its class", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(classes[name]);
    for (const parent of getParentNames(name)) expect(error).toBeInstanceOf(classes[parent]);
    expect(error.name).toBe(name);
    expect(String(error)).toMatch(new RegExp(`^${name}: .`));
    expect(error.stack).toContain(name);
    expect(Object.prototype.propertyIsEnumerable.call(error, "name")).toBe(false);
  });

  test("is recognized by isInstance of its class and its parent classes, and by no other", () => {
    const matching = names.filter((other) => classes[other].isInstance(error));
    expect(new Set(matching)).toEqual(new Set([name, ...getParentNames(name)]));
  });

  test("is recognized by isInstance of another copy of the package", async () => {
    vi.resetModules();
    const imported = await import("../../src/models/errors.ts");
    const copy: typeof classes = { ...imported };
    expect(copy[name]).not.toBe(classes[name]);
    const foreign = createErrors(imported)[name];
    expect(foreign).not.toBeInstanceOf(classes[name]);
    expect(classes[name].isInstance(foreign)).toBe(true);
    for (const parent of getParentNames(name)) expect(classes[parent].isInstance(foreign)).toBe(true);
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

  test("is serialized by JSON.stringify with its name, message and attempts", () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, message: error.message, attempts: error.attempts });
  });
});

test("isInstance recognizes an error of another realm", () => {
  const mark = Symbol.for("openrouter.errors");
  const source = createErrors(errors).ConnectionError;
  const foreign = runInNewContext("Object.assign(new Error('x'), { [Symbol.for('openrouter.errors')]: marks })", {
    marks: (source as unknown as Record<symbol, unknown>)[mark],
  }) as unknown;
  expect(foreign).not.toBeInstanceOf(Error);
  expect(errors.ConnectionError.isInstance(foreign)).toBe(true);
  expect(errors.HTTPClientError.isInstance(foreign)).toBe(true);
  expect(errors.InvalidRequestError.isInstance(foreign)).toBe(false);
});

test("an error can be constructed with only the required options", () => {
  const error = new errors.OpenRouterError("m", init);
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
