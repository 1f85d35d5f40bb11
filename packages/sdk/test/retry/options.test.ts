import { describe, expect, test } from "vitest";
import { refusal } from "../support/responses.ts";
import { atOnce, noRetries, observedClient, question } from "../support/observed-client.ts";
import { failureOf } from "../support/promises.ts";

/** How many attempts are made with these options of client and call at an answer of this status. */
async function attemptsWith(client: object, call: object, status = 500): Promise<number> {
  const observed = observedClient({ fetch: () => refusal(status), ...client });
  await failureOf(observed.client.chat.complete(question, call));
  return observed.requests.length;
}

describe("the retry options", () => {
  test("strategy none makes one attempt, of the client or of the call", async () => {
    expect(await attemptsWith({ retryConfig: noRetries }, {})).toBe(1);
    expect(await attemptsWith({ retryConfig: atOnce }, { retries: noRetries })).toBe(1);
    expect(await attemptsWith({ retryConfig: noRetries }, { retries: atOnce })).toBe(3);
  });

  test("maxRetries counts the attempts after the first", async () => {
    expect(await attemptsWith({}, { retries: { ...atOnce, maxRetries: 5 } })).toBe(6);
    expect(await attemptsWith({}, { retries: { ...atOnce, maxRetries: 0 } })).toBe(1);
  });

  test("retryCodes replaces the list, of the client or of the call", async () => {
    expect(await attemptsWith({ retryConfig: atOnce, retryCodes: [418] }, {}, 418)).toBe(3);
    expect(await attemptsWith({ retryConfig: atOnce, retryCodes: [418] }, {}, 500)).toBe(1);
    expect(await attemptsWith({ retryConfig: atOnce, retryCodes: [418] }, { retryCodes: ["5XX"] }, 500)).toBe(3);
    expect(await attemptsWith({ retryConfig: atOnce }, { retryCodes: [] }, 429)).toBe(1);
  });

  test("a call's retries keep the client's retryCodes, and vice versa", async () => {
    expect(await attemptsWith({ retryCodes: [418] }, { retries: atOnce }, 418)).toBe(3);
    expect(await attemptsWith({ retryConfig: { ...atOnce, maxRetries: 1 } }, { retryCodes: [418] }, 418)).toBe(2);
  });

  test("retryCodes: [] still retries a failed connection", async () => {
    const { client, requests } = observedClient({
      retryConfig: atOnce,
      retryCodes: [],
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    await failureOf(client.chat.complete(question));
    expect(requests).toHaveLength(3);
  });
});
