import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RequestOptions, SDKOptions } from "../../src/options.ts";
import { resolveCallOptions, resolveClientOptions } from "../../src/config/resolve-options.ts";

beforeEach(() => {
  for (const name of ["OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "OPENROUTER_DEBUG"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const resolve = (client: SDKOptions, call: RequestOptions) => resolveCallOptions(resolveClientOptions(client), call);

describe("resolveClientOptions", () => {
  test("fills in the default options", () => {
    const resolved = resolve({}, {});
    expect(resolved).toMatchObject({
      apiKey: undefined,
      server: { base: "https://openrouter.ai/api/v1", query: "" },
      timeoutMs: 600_000,
      idleTimeoutMs: 120_000,
      maxEventBytes: 64 * 1024 * 1024,
      fetch: undefined,
      middleware: [],
      log: undefined,
      signals: [],
      policy: {
        maxRetries: 2,
        initialInterval: 500,
        maxInterval: 8_000,
        exponent: 2,
        maxElapsedTime: Infinity,
        retryConnectionErrors: true,
        codes: undefined,
      },
    });
    expect([...resolved.headers]).toEqual([]);
    expect(Object.keys(resolved.fetchOptions)).toEqual([]);
  });
});

describe("resolveCallOptions", () => {
  test("call options override the client's", () => {
    const client: SDKOptions = {
      timeoutMs: 1,
      idleTimeoutMs: 2,
      serverURL: "https://a.test",
      retryConfig: { strategy: "none" },
      retryCodes: [418],
    };
    expect(resolve(client, {})).toMatchObject({
      timeoutMs: 1,
      idleTimeoutMs: 2,
      server: { base: "https://a.test" },
      policy: { maxRetries: 0, codes: ["418"] },
    });
    const call: RequestOptions = {
      timeoutMs: 3,
      idleTimeoutMs: 4,
      serverURL: "https://b.test",
      retries: { strategy: "backoff", maxRetries: 5 },
      retryCodes: ["5XX"],
    };
    expect(resolve(client, call)).toMatchObject({
      timeoutMs: 3,
      idleTimeoutMs: 4,
      server: { base: "https://b.test" },
      policy: { maxRetries: 5, codes: ["5XX"] },
    });
    expect(resolve(client, { retryCodes: [] })).toMatchObject({ policy: { maxRetries: 0, codes: [] } });
    expect(resolve(client, { retries: { strategy: "backoff" } })).toMatchObject({
      policy: { maxRetries: 2, codes: ["418"] },
    });
  });

  test("call options leave the client's unchanged", () => {
    const client = resolveClientOptions({ headers: { a: "1" }, middleware: [] });
    const call = resolveCallOptions(client, {
      headers: { a: "2", b: "3" },
      middleware: [{ onError: () => undefined }],
    });
    expect([...call.headers]).toEqual([
      ["a", ["2"]],
      ["b", ["3"]],
    ]);
    expect(call.middleware).toHaveLength(1);
    expect([...client.headers]).toEqual([["a", ["1"]]]);
    expect(client.middleware).toHaveLength(0);
  });

  test("uses both signals and ignores null and undefined", () => {
    const [a, b] = [new AbortController().signal, new AbortController().signal];
    expect(resolve({}, { signal: a, fetchOptions: { signal: b } }).signals).toEqual([a, b]);
    expect(resolve({}, { signal: null, fetchOptions: { signal: b } }).signals).toEqual([b]);
    expect(resolve({}, { signal: undefined, fetchOptions: { signal: null } }).signals).toEqual([]);
    expect(() => resolve({}, { signal: new AbortController() as unknown as AbortSignal })).toThrow(
      "signal must be an AbortSignal",
    );
  });

  test("removes headers and signal from fetchOptions", () => {
    const fetchOptions = { headers: { a: "1" }, signal: null, cache: "no-store" } as const;
    expect(resolve({}, { fetchOptions }).fetchOptions).toEqual({ cache: "no-store" });
  });

  test.each(["manual", "error"] as const)("accepts %s for fetchOptions.redirect", (redirect) => {
    expect(resolve({}, { fetchOptions: { redirect } }).fetchOptions).toEqual({ redirect });
  });
});

describe("the environment", () => {
  test("fills in the key, the server and the logger from the environment if the options are absent", () => {
    vi.stubEnv("OPENROUTER_API_KEY", " key-env ");
    vi.stubEnv("OPENROUTER_BASE_URL", "https://env.test/");
    vi.stubEnv("OPENROUTER_DEBUG", "1");
    expect(resolveClientOptions({})).toMatchObject({
      apiKey: "key-env",
      server: { base: "https://env.test" },
      debugLog: expect.any(Function),
    });
    const debugLogger = { debug: vi.fn<() => void>(), warn: vi.fn<() => void>() };
    const resolved = resolveClientOptions({ apiKey: "key", serverURL: "https://a.test", debugLogger });
    expect(resolved).toMatchObject({ apiKey: "key", server: { base: "https://a.test" } });
    resolved.debugLog?.()("warn", "message");
    expect(debugLogger.warn).toHaveBeenCalledTimes(1);
  });
});
