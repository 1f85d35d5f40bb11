import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { InvalidRequestError } from "../../src/models/errors.ts";
import type { ApiKey, SDKOptions } from "../../src/options.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { immediateRetries, observedClient, question } from "../support/observed-client.ts";
import { createDeferred, getRejection, flushPromises } from "../support/promises.ts";

beforeEach(() => {
  vi.stubEnv("OPENROUTER_API_KEY", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const createClient = (options: Omit<SDKOptions, "fetch">) =>
  observedClient({ ...options, fetch: () => Response.json(completion()) });

async function getAuthorization(
  options: Omit<SDKOptions, "fetch">,
  headers?: Record<string, string | null>,
): Promise<string | null | undefined> {
  const { client, requests } = createClient(options);
  await client.chat.complete(question, { headers });
  return requests[0]?.headers.get("authorization");
}

describe("apiKey", () => {
  test.each<[string, ApiKey]>([
    ["a string", "key-a"],
    ["a function", () => "key-a"],
    ["an async function", async () => "key-a"],
    ["a string with white space around the key", " \t key-a\n"],
    ["a function that returns white space around the key", () => "key-a\r\n"],
  ])("can be %s", async (_, apiKey) => {
    expect(await getAuthorization({ apiKey })).toBe("Bearer key-a");
  });

  test("apiKey defaults to OPENROUTER_API_KEY only if the option is absent", async () => {
    vi.stubEnv("OPENROUTER_API_KEY", " key-env\n");
    expect(await getAuthorization({ apiKey: undefined })).toBe("Bearer key-env");
    expect(await getAuthorization({ apiKey: "key-a" })).toBe("Bearer key-a");
    expect(await getAuthorization({ apiKey: null })).toBeNull();
    expect(await getRejection(getAuthorization({ apiKey: "" }))).toMatchObject({ name: "InvalidRequestError" });
  });

  const missing: [string, ApiKey | undefined][] = [
    ["absent", undefined],
    ["empty", ""],
    ["white space", " \n\t "],
    ["a function that returns an empty string", () => ""],
    ["a function that returns white space", async () => "  "],
    ["a function that returns a number", (() => 42) as unknown as ApiKey],
    ["a function that returns null", (() => null) as unknown as ApiKey],
  ];
  test.each(missing)("a key that is %s fails the call before anything is sent", async (_, apiKey) => {
    const { client, requests } = createClient({ apiKey });
    const error = await getRejection(client.chat.complete(question));
    expect(InvalidRequestError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      attempts: 0,
      message: expect.stringMatching(/API key is missing.*OPENROUTER_API_KEY/),
    });
    expect(requests).toHaveLength(0);
  });

  test("an empty or blank OPENROUTER_API_KEY counts as missing", async () => {
    for (const value of ["", "  "]) {
      vi.stubEnv("OPENROUTER_API_KEY", value);
      expect(await getRejection(getAuthorization({ apiKey: undefined }))).toMatchObject({
        message: expect.stringMatching(/missing/),
      });
    }
  });

  test("apiKey: null sends no key", async () => {
    expect(await getAuthorization({ apiKey: null })).toBeNull();
    expect(await getAuthorization({ apiKey: null }, { Authorization: "Basic abc" })).toBe("Basic abc");
  });

  test("a custom Authorization header replaces the key, and the key function is not called", async () => {
    const apiKey = vi.fn<() => string>(() => "key-a");
    expect(await getAuthorization({ apiKey }, { authorization: "Basic abc" })).toBe("Basic abc");
    expect(await getAuthorization({ apiKey, headers: { AUTHORIZATION: "Basic def" } })).toBe("Basic def");
    expect(await getAuthorization({ headers: new Headers({ Authorization: "Basic ghi" }) })).toBe("Basic ghi");
    expect(apiKey).not.toHaveBeenCalled();
  });

  test.each(["a\rb", "a\nb", "a\r\nX-Evil: 1", "a\0b", "key-日本", "a\u2028b", "key\u{1f511}", "a\u007fb"])(
    "a key with characters that a header cannot contain (%j) fails the call with an InvalidRequestError that does not contain the key",
    async (key) => {
      for (const apiKey of [key, () => key]) {
        const { client, requests } = createClient({ apiKey });
        const error = await getRejection(client.chat.complete(question));
        expect(InvalidRequestError.isInstance(error)).toBe(true);
        expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain(key);
        expect(requests).toHaveLength(0);
      }
    },
  );

  test("a key with Latin-1 characters is sent", async () => {
    expect(await getAuthorization({ apiKey: "key-é" })).toBe("Bearer key-é");
  });
});

describe("a key function that fails", () => {
  test.each<[string, (cause: unknown) => ApiKey]>([
    [
      "throws",
      (cause) => () => {
        throw cause as Error;
      },
    ],
    ["rejects", (cause) => () => Promise.reject(cause as Error)],
  ])(
    "a key function that %s fails the call with an InvalidRequestError that has the cause, and is not called again",
    async (_, fail) => {
      for (const cause of [new Error("vault sealed"), "text", null, undefined]) {
        const apiKey = vi.fn<() => string>(fail(cause) as () => string);
        const { client, requests } = createClient({ apiKey });
        const error = await getRejection(client.chat.complete(question));
        expect(InvalidRequestError.isInstance(error)).toBe(true);
        expect(error).toHaveProperty("cause", cause);
        expect(apiKey).toHaveBeenCalledTimes(1);
        expect(requests).toHaveLength(0);
      }
    },
  );

  test.each<[string, () => string]>([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    ["returns an empty string", () => ""],
    ["returns an invalid header value", () => "a\nb"],
  ])("a key function that %s before the second attempt fails the call after one attempt", async (_, fail) => {
    let calls = 0;
    const { client } = observedClient({
      apiKey: () => (calls++ === 0 ? "key-a" : fail()),
      retryConfig: immediateRetries,
      fetch: () => errorResponse(500),
    });
    expect(await chatComplete(client, question)).toMatchObject({
      ok: false,
      attempts: 1,
      error: { name: "InvalidRequestError", attempts: 1 },
    });
  });
});

describe("a slow key function", () => {
  test("a slow key function is limited by timeoutMs", async () => {
    vi.useFakeTimers();
    const { client, requests } = createClient({
      apiKey: () => new Promise(() => {}),
      retryConfig: { strategy: "none" },
    });
    const failure = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await failure).toMatchObject({ name: "RequestTimeoutError", kind: "attempt", timeoutMs: 1_000 });
    expect(requests).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a slow key function is aborted by the caller's signal, and its later outcome is ignored", async () => {
    for (const settle of ["resolve", "reject"] as const) {
      const key = createDeferred<string>();
      const controller = new AbortController();
      const apiKey = vi.fn<() => Promise<string>>(() => key.promise);
      const { client, requests } = createClient({ apiKey });
      const failure = getRejection(client.chat.complete(question, { signal: controller.signal }));
      await expect.poll(() => apiKey).toHaveBeenCalledTimes(1);
      controller.abort("enough");
      expect(await failure).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
      if (settle === "resolve") key.resolve("key-late");
      else key.reject(new Error("late"));
      await flushPromises();
      expect(requests).toHaveLength(0);
    }
  });
});
