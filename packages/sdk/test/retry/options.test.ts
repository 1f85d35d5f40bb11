import { OpenRouter } from "../../src/client.ts";
import { describe, expect, test } from "vitest";
import { errorResponse } from "../support/responses.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

/** Returns the number of attempts of a call with these options whose responses have this status. */
async function countAttempts(client: object, call: object, status = 500): Promise<number> {
  const observed = observedClient({ fetch: () => errorResponse(status), ...client });
  await getRejection(observed.client.chat.complete(question, call));
  return observed.requests.length;
}

describe("the retry options", () => {
  test("a value of the wrong kind is named, with the option that has it", async () => {
    expect(() => new OpenRouter({ timeoutMs: "5" } as object)).toThrow(
      "timeoutMs must be a number above 0 or Infinity, not string",
    );
    expect(() => new OpenRouter({ retryConfig: { strategy: "exponential" } } as object)).toThrow(
      /^strategy must be "none" or "backoff", not exponential$/,
    );
  });

  test("strategy none makes one attempt, set on the client or the call", async () => {
    expect(await countAttempts({ retryConfig: noRetries }, {})).toBe(1);
    expect(await countAttempts({ retryConfig: immediateRetries }, { retries: noRetries })).toBe(1);
    expect(await countAttempts({ retryConfig: noRetries }, { retries: immediateRetries })).toBe(3);
  });

  test("maxRetries counts the attempts after the first", async () => {
    expect(await countAttempts({}, { retries: { ...immediateRetries, maxRetries: 5 } })).toBe(6);
    expect(await countAttempts({}, { retries: { ...immediateRetries, maxRetries: 0 } })).toBe(1);
  });

  test("retryCodes replaces the default list, set on the client or the call", async () => {
    expect(await countAttempts({ retryConfig: immediateRetries, retryCodes: [418] }, {}, 418)).toBe(3);
    expect(await countAttempts({ retryConfig: immediateRetries, retryCodes: [418] }, {}, 500)).toBe(1);
    expect(
      await countAttempts({ retryConfig: immediateRetries, retryCodes: [418] }, { retryCodes: ["5XX"] }, 500),
    ).toBe(3);
    expect(await countAttempts({ retryConfig: immediateRetries }, { retryCodes: [] }, 429)).toBe(1);
  });

  test("a call's retries keep the client's retryCodes, and vice versa", async () => {
    expect(await countAttempts({ retryCodes: [418] }, { retries: immediateRetries }, 418)).toBe(3);
    expect(
      await countAttempts({ retryConfig: { ...immediateRetries, maxRetries: 1 } }, { retryCodes: [418] }, 418),
    ).toBe(2);
  });

  test("retryCodes: [] still retries a failed connection", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      retryCodes: [],
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    await getRejection(client.chat.complete(question));
    expect(requests).toHaveLength(3);
  });
});
