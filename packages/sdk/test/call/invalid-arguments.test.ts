import { describe, expect, test, vi } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { HTTPClientError, InvalidRequestError } from "../../src/models/errors.ts";
import { completion } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { invalidValues } from "../support/invalid-values.ts";

/** `chatComplete` without types, as called from JavaScript. */
const call = chatComplete as (...args: unknown[]) => ReturnType<typeof chatComplete>;

describe("chatComplete never rejects and never throws, whatever its arguments are", () => {
  test("without arguments", async () => {
    expect(await call()).toMatchObject({ ok: false, attempts: 0, error: { name: "InvalidRequestError" } });
  });

  test.each(invalidValues)("with %s as core", async (_, value) => {
    const result = await call(value, question);
    expect(result).toMatchObject({ ok: false, attempts: 0 });
    expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
  });

  test("with a client of another copy of the package, and the error describes it", async () => {
    vi.resetModules();
    const { OpenRouter } = await import("../../src/client.ts");
    const result = await call(new OpenRouter({ apiKey: "k" }), question);
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining("of this package") } });
  });

  test.each(invalidValues)("with %s as request returns an InvalidRequestError and sends nothing", async (_, value) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, value);
    expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
    expect(requests).toHaveLength(0);
  });

  const validOptions = new Set([
    "undefined",
    "a function",
    "an array",
    "an empty object",
    "an object without prototype",
    "a Date",
    "a Map",
    "a promise",
  ]);
  test.each(invalidValues.filter(([name]) => !validOptions.has(name)))("with %s as options", async (_, value) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, question, value);
    expect(!result.ok && HTTPClientError.isInstance(result.error)).toBe(true);
    expect(requests).toHaveLength(0);
  });

  const optionNames = [
    "fetchOptions",
    "headers",
    "signal",
    "retries",
    "retryCodes",
    "timeoutMs",
    "idleTimeoutMs",
    "maxEventBytes",
    "serverURL",
    "middleware",
    "extraBody",
  ];
  test.each(optionNames)("with invalid values as the option %s", async (name) => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => Response.json(completion()) });
    for (const [, value] of invalidValues) {
      const result = await call(client, question, { [name]: value });
      expect(result.ok || HTTPClientError.isInstance(result.error)).toBe(true);
    }
  });

  test.each(["text", 42, true, 1n])(
    "rejects %o for an option that must be an object, and names the option",
    async (value) => {
      for (const name of [
        "fetchOptions",
        "headers",
        "signal",
        "retries",
        "retryCodes",
        "middleware",
        "extraBody",
        "maxEventBytes",
        "timeoutMs",
        "idleTimeoutMs",
      ]) {
        if (value === 42 && /Bytes|Ms/.test(name)) continue;
        const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
        const result = await call(client, question, { [name]: value });
        expect(result).toMatchObject({ ok: false, error: { name: "InvalidRequestError" } });
        expect(!result.ok && result.error.message).toContain(name === "retries" ? "strategy" : name);
        expect(requests).toHaveLength(0);
      }
    },
  );
});
