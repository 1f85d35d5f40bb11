import { describe, expectTypeOf, test } from "vitest";
import {
  OpenRouter,
  OpenRouterCore,
  type BackoffStrategy,
  type RequestOptions,
  type RetryConfig,
  type SDKOptions,
} from "../../src/index.ts";

const { chat } = new OpenRouter();
const request = { messages: [{ role: "user", content: "Hi" }] } as const;

describe("client options", () => {
  test("are optional, and can be undefined", () => {
    expectTypeOf<ConstructorParameters<typeof OpenRouter>>().toEqualTypeOf<[options?: SDKOptions | undefined]>();
    expectTypeOf(
      new OpenRouter({
        apiKey: undefined,
        serverURL: undefined,
        headers: undefined,
        fetch: undefined,
        debugLogger: undefined,
        retryConfig: undefined,
        retryCodes: undefined,
        timeoutMs: undefined,
        idleTimeoutMs: undefined,
        middleware: undefined,
        httpReferer: undefined,
        appTitle: undefined,
      }),
    ).toBeObject();
    expectTypeOf(new OpenRouterCore({ apiKey: process.env["OPENROUTER_API_KEY"] ?? "" })).toBeObject();
    expectTypeOf(new OpenRouter({ apiKey: process.env["OPENROUTER_API_KEY"] })).toBeObject();
  });

  test("client options accept a key in each form", () => {
    expectTypeOf<"key" | null | undefined | (() => string) | (() => Promise<string>)>().toExtend<
      SDKOptions["apiKey"]
    >();
    expectTypeOf<number>().not.toExtend<SDKOptions["apiKey"]>();
  });

  test("client options accept the platform's fetch, console and URL", () => {
    expectTypeOf(
      new OpenRouter({ fetch: globalThis.fetch, debugLogger: console, serverURL: new URL("https://a.test") }),
    ).toBeObject();
    expectTypeOf(new OpenRouter({ fetch: async (_url, _init) => new Response() })).toBeObject();
  });

  test("unknown options and call options are type errors for a client", () => {
    // @ts-expect-error -- the name is apiKey
    expectTypeOf(new OpenRouter({ apikey: "key" })).toBeObject();
    // @ts-expect-error -- the name is timeoutMs
    expectTypeOf(new OpenRouter({ timeout: 5 })).toBeObject();
    // @ts-expect-error -- an option of a call
    expectTypeOf(new OpenRouter({ signal: new AbortController().signal })).toBeObject();
    // @ts-expect-error -- an option of a call
    expectTypeOf(new OpenRouter({ retries: { strategy: "none" } })).toBeObject();
  });
});

describe("call options", () => {
  test("are optional, and can be undefined", () => {
    expectTypeOf(
      chat.complete(request, {
        fetchOptions: undefined,
        headers: undefined,
        signal: undefined,
        retries: undefined,
        retryCodes: undefined,
        timeoutMs: undefined,
        idleTimeoutMs: undefined,
        maxEventBytes: undefined,
        serverURL: undefined,
        middleware: undefined,
        extraBody: undefined,
      }),
    ).toBeObject();
  });

  test("call options accept null as a signal, and null to remove a header", () => {
    expectTypeOf(
      chat.complete(request, { signal: null, headers: { "X-A": null, "X-B": undefined, "X-C": "c" } }),
    ).toBeObject();
    expectTypeOf(chat.complete(request, { headers: new Headers() })).toBeObject();
  });

  test("call options accept readonly arrays", () => {
    expectTypeOf(
      chat.complete(request, {
        retryCodes: [429, "5XX"] as const,
        middleware: [] as const,
        extraBody: { a: [1] } as const,
      }),
    ).toBeObject();
  });

  test("fetchOptions accepts all of RequestInit except method and body", () => {
    expectTypeOf<NonNullable<RequestOptions["fetchOptions"]>>().toEqualTypeOf<Omit<RequestInit, "method" | "body">>();
    expectTypeOf(
      chat.complete(request, { fetchOptions: { cache: "no-store", keepalive: true, headers: { a: "b" } } }),
    ).toBeObject();
    // @ts-expect-error -- the body is the request
    expectTypeOf(chat.complete(request, { fetchOptions: { body: "x" } })).toBeObject();
    // @ts-expect-error -- the method is the operation's
    expectTypeOf(chat.complete(request, { fetchOptions: { method: "GET" } })).toBeObject();
  });

  test("unknown options and client options are type errors for a call", () => {
    // @ts-expect-error -- the name is timeoutMs
    expectTypeOf(chat.complete(request, { timeout: 5 })).toBeObject();
    // @ts-expect-error -- an option of the client
    expectTypeOf(chat.complete(request, { apiKey: "key" })).toBeObject();
    // @ts-expect-error -- an option of the client
    expectTypeOf(chat.complete(request, { fetch: globalThis.fetch })).toBeObject();
    // @ts-expect-error -- an option of the client; a call has retries
    expectTypeOf(chat.complete(request, { retryConfig: { strategy: "none" } })).toBeObject();
    // @ts-expect-error -- a number of milliseconds
    expectTypeOf(chat.complete(request, { timeoutMs: "5s" })).toBeObject();
  });
});

describe("retries", () => {
  test("retries accept none or backoff, with numbers in milliseconds", () => {
    expectTypeOf<{ strategy: "none" }>().toExtend<RetryConfig>();
    expectTypeOf<{ strategy: "backoff" }>().toExtend<RetryConfig>();
    expectTypeOf<{
      strategy: "backoff";
      backoff: { initialInterval: number; maxInterval: number; exponent: number; maxElapsedTime: number };
      retryConnectionErrors: boolean;
    }>().toExtend<RetryConfig>();
    expectTypeOf<BackoffStrategy>().toEqualTypeOf<{
      initialInterval?: number | undefined;
      maxInterval?: number | undefined;
      exponent?: number | undefined;
      maxElapsedTime?: number | undefined;
    }>();
  });

  test("other retry strategies are type errors", () => {
    // @ts-expect-error -- there is no such strategy
    expectTypeOf(chat.complete(request, { retries: { strategy: "always" } })).toBeObject();
    // @ts-expect-error -- the strategy none has no other fields
    expectTypeOf(chat.complete(request, { retries: { strategy: "none", maxRetries: 2 } })).toBeObject();
    // @ts-expect-error -- the name is initialInterval
    expectTypeOf(chat.complete(request, { retries: { strategy: "backoff", backoff: { initial: 5 } } })).toBeObject();
  });
});
