import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as coreEntry from "../src/core.ts";
import * as funcEntry from "../src/funcs/chatComplete.ts";
import * as sdk from "../src/index.ts";
import * as errorsEntry from "../src/models/errors.ts";
import * as modelsEntry from "../src/models/index.ts";
import * as operationsEntry from "../src/models/operations.ts";

describe("the main entry", () => {
  test("gives the clients, the stream and the namespaces, and nothing else", () => {
    expect(Object.keys(sdk).toSorted()).toEqual([
      "EventStream",
      "OpenRouter",
      "OpenRouterCore",
      "errors",
      "models",
      "operations",
    ]);
  });

  test("has the same classes as the other entries", () => {
    expect(sdk.OpenRouterCore).toBe(coreEntry.OpenRouterCore);
    expect({ ...sdk.errors }).toEqual({ ...errorsEntry });
  });
});

test("core.js gives OpenRouterCore, funcs/chatComplete.js gives chatComplete, and nothing else", () => {
  expect(Object.keys(coreEntry)).toEqual(["OpenRouterCore"]);
  expect(Object.keys(funcEntry)).toEqual(["chatComplete"]);
});

test("models and operations hold types only, and are real modules all the same", () => {
  expect(Object.keys(modelsEntry)).toEqual([]);
  expect(Object.keys(operationsEntry)).toEqual([]);
  expect(Object.keys(sdk.models)).toEqual([]);
  expect(Object.keys(sdk.operations)).toEqual([]);
});

test("models/errors gives the ten classes", () => {
  expect(Object.keys(errorsEntry).toSorted()).toEqual([
    "ChatCompletionError",
    "ConnectionError",
    "HTTPClientError",
    "InvalidRequestError",
    "OpenRouterDefaultError",
    "OpenRouterError",
    "RequestAbortedError",
    "RequestTimeoutError",
    "ResponseValidationError",
    "UnexpectedClientError",
  ]);
});

describe("the exports of package.json", () => {
  const { exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    exports: Record<string, string | { types: string; default: string }>;
  };

  test.each(["core", "funcs/chatComplete", "models", "models/operations", "models/errors"])(
    "resolve %s with and without .js, to the same module",
    (path) => {
      expect(exports[`./${path}`]).toBeDefined();
      expect(exports[`./${path}.js`]).toEqual(exports[`./${path}`]);
    },
  );

  test("use default, so that require() works, and have types first", () => {
    for (const target of Object.values(exports)) {
      if (typeof target === "string") continue;
      expect(Object.keys(target)).toEqual(["types", "default"]);
    }
  });
});

describe("importing", () => {
  beforeEach(() => {
    vi.resetModules();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  test("has no side effect: no request, no output, no new global, no environment read", async () => {
    const spies = [
      vi.spyOn(globalThis, "fetch"),
      vi.spyOn(console, "log"),
      vi.spyOn(console, "warn"),
      vi.spyOn(console, "debug"),
    ];
    const read: PropertyKey[] = [];
    const env = new Proxy(process.env, { get: (target, name: string) => (read.push(name), target[name]) });
    vi.spyOn(process, "env", "get").mockReturnValue(env);
    const before = Object.getOwnPropertyNames(globalThis);
    const copy = await import("../src/index.ts");
    expect(copy.OpenRouter).not.toBe(sdk.OpenRouter);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
    expect(read.filter((name) => String(name).startsWith("OPENROUTER"))).toEqual([]);
    for (const { mock } of spies) expect(mock.calls).toEqual([]);
  });
});
