import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as budgetEntry from "../src/budget.ts";
import * as coreEntry from "../src/core.ts";
import * as funcEntry from "../src/funcs/chatComplete.ts";
import * as parseEntry from "../src/funcs/chatParse.ts";
import * as streamEntry from "../src/funcs/chatStream.ts";
import * as toolsEntry from "../src/funcs/chatTools.ts";
import * as messageEntry from "../src/funcs/toAssistantMessage.ts";
import * as sdk from "../src/index.ts";
import * as errorsEntry from "../src/models/errors.ts";
import * as modelsEntry from "../src/models/index.ts";
import * as operationsEntry from "../src/models/operations.ts";
import * as observerEntry from "../src/observer.ts";
import * as otelEntry from "../src/otel.ts";
import * as relayEntry from "../src/relay.ts";
import * as testingEntry from "../src/testing.ts";

describe("the main entry", () => {
  test("the main entry exports the clients, the stream and the namespaces, and nothing else", () => {
    expect(Object.keys(sdk).toSorted()).toEqual([
      "EventStream",
      "OpenRouter",
      "OpenRouterCore",
      "errors",
      "models",
      "operations",
    ]);
  });

  test("the main entry has the same classes as the other entries", () => {
    expect(sdk.OpenRouterCore).toBe(coreEntry.OpenRouterCore);
    expect({ ...sdk.errors }).toEqual({ ...errorsEntry });
  });
});

test("core.js exports only OpenRouterCore, and funcs/chatComplete.js only chatComplete", () => {
  expect(Object.keys(coreEntry)).toEqual(["OpenRouterCore"]);
  expect(Object.keys(funcEntry)).toEqual(["chatComplete"]);
});

test.each([
  ["funcs/chatStream.js", streamEntry, ["ChatStream", "chatStream"]],
  ["funcs/toAssistantMessage.js", messageEntry, ["toAssistantMessage"]],
  [
    "funcs/chatParse.js",
    parseEntry,
    ["InvalidOutputError", "OutputError", "RefusalError", "TruncatedOutputError", "chatParse"],
  ],
  ["funcs/chatTools.js", toolsEntry, ["StepLimitError", "ToolError", "chatTools", "tool"]],
  ["budget.js", budgetEntry, ["BudgetExceededError", "createBudget"]],
  ["observer.js", observerEntry, ["createObserver"]],
  ["otel.js", otelEntry, ["openTelemetry"]],
  ["relay.js", relayEntry, ["readRelay", "relay"]],
] as const)("%s exports only its public names", (_, entry, names) => {
  expect(Object.keys(entry).toSorted()).toEqual(names);
});

test("testing.js exports the builders and fetches, and nothing else", () => {
  expect(Object.keys(testingEntry).toSorted()).toEqual([
    "chunks",
    "completion",
    "errorChunk",
    "errorResponse",
    "jsonResponse",
    "mockFetch",
    "recordFetch",
    "replayFetch",
    "sseResponse",
  ]);
});

test("models and operations contain only types, and are real modules", () => {
  expect(Object.keys(modelsEntry)).toEqual([]);
  expect(Object.keys(operationsEntry)).toEqual([]);
  expect(Object.keys(sdk.models)).toEqual([]);
  expect(Object.keys(sdk.operations)).toEqual([]);
});

test("models/errors exports eleven classes", () => {
  expect(Object.keys(errorsEntry).toSorted()).toEqual([
    "APIError",
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

  const paths = Object.keys(exports).filter((path) => path !== "." && !path.endsWith(".json") && !path.endsWith(".js"));
  test.each(paths)("resolve %s with and without .js, to the same module", (path) => {
    expect(exports[`${path}.js`]).toBeDefined();
    expect(exports[`${path}.js`]).toEqual(exports[path]);
  });

  test("are the main entry, those of the reference page, and a file for each function", () => {
    const functions = readdirSync(new URL("../src/funcs", import.meta.url)).map(
      (file) => `./funcs/${file.slice(0, -3)}`,
    );
    const known = [
      "./budget",
      "./core",
      "./models",
      "./models/errors",
      "./models/operations",
      "./node",
      "./observer",
      "./otel",
      "./relay",
      "./testing",
    ];
    expect(paths.toSorted()).toEqual([...known, ...functions].toSorted());
  });

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
