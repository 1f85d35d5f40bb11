import { describe, expect, test } from "vitest";
import { OpenRouterCore } from "../../src/core.ts";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { ConnectionError, RequestTimeoutError } from "../../src/models/errors.ts";
import { readRelay, relay, type RelayInit } from "../../src/relay.ts";
import { errorResponse, event, chunk, sse } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { yieldChunks } from "./support.ts";

/** Relays what a server responds with, and returns the error on the server and the one in the browser. */
async function relayError(
  getResponse: () => Response,
  onError: RelayInit["onError"] = undefined,
): Promise<{ server: unknown; browser: unknown }> {
  const { client } = observedClient({ fetch: getResponse, retryConfig: noRetries });
  let server: unknown;
  const response = relay((signal) => client.chat.complete({ ...question, stream: true }, { signal }), {
    onError(error, relayed) {
      server = error;
      return onError?.(error, relayed);
    },
  });
  const browser = await readRelay(response).then(
    async (stream) => (await readAll(stream)).error,
    (error: unknown) => error,
  );
  return { server, browser };
}

function getFields(error: unknown): Record<string, unknown> {
  const { isRetryable, retryAfterMs, requestId } = error as Record<string, unknown>;
  return { isRetryable, retryAfterMs, requestId };
}

describe("readRelay restores the fields of the server's error", () => {
  const identified = { "x-generation-id": "gen-1764288000-Ab3" };

  test.each<[string, () => Response, Record<string, unknown>]>([
    [
      "a 429 with Retry-After",
      () =>
        errorResponse(429, { code: 429, message: "Slow down" }, { headers: { ...identified, "retry-after": "120" } }),
      { isRetryable: true, retryAfterMs: 120_000, requestId: "gen-1764288000-Ab3" },
    ],
    [
      "a 402 with Retry-After",
      () => errorResponse(402, { code: 402, message: "Later" }, { headers: { "retry-after": "2" } }),
      { isRetryable: true, retryAfterMs: 2000, requestId: undefined },
    ],
    [
      "a 503",
      () => errorResponse(503, { code: 503, message: "Busy" }, { headers: identified }),
      { isRetryable: true, retryAfterMs: undefined, requestId: "gen-1764288000-Ab3" },
    ],
    [
      "a page",
      () => new Response("<html>", { status: 502, headers: identified }),
      { isRetryable: true, retryAfterMs: undefined, requestId: "gen-1764288000-Ab3" },
    ],
    [
      "a response that is not a stream of chunks",
      () => new Response("text", { headers: identified }),
      { isRetryable: false, retryAfterMs: undefined, requestId: "gen-1764288000-Ab3" },
    ],
    [
      "an error in the middle of the stream",
      () => sse(event(chunk("a")), event({ error: { code: 503, message: "Busy" } })),
      { isRetryable: false, retryAfterMs: undefined, requestId: undefined },
    ],
  ])("%s", async (_, getResponse, expected) => {
    const { server, browser } = await relayError(getResponse);
    expect(getFields(server)).toEqual(expected);
    expect(getFields(browser)).toEqual(expected);
    expect(browser).toMatchObject({ name: "ChatCompletionError" });
  });

  test("a missing API key", async () => {
    const core = new OpenRouterCore({ apiKey: "", serverURL: "https://api.test/v1" });
    const source = await chatComplete(core, { ...question, stream: true });
    expect(source).toMatchObject({ ok: false, error: { name: "InvalidRequestError", isRetryable: false } });
    expect(await getRejection(readRelay(relay(source)))).toMatchObject({ statusCode: 500, isRetryable: false });
  });

  test("an error of the server's own code", async () => {
    const error = await getRejection(readRelay(relay(Promise.reject(new TypeError("x is undefined")))));
    expect(error).toMatchObject({ statusCode: 500, isRetryable: false });
  });

  test.each([
    ["a refused connection", new ConnectionError("refused", "x")],
    ["a time limit", new RequestTimeoutError("attempt", 5)],
  ])("%s that may be retried", async (_, error) => {
    Object.assign(error, { isRetryable: true });
    expect(await getRejection(readRelay(relay(Promise.reject(error))))).toMatchObject({ isRetryable: true });
    // The reader has received output, whatever the source says.
    expect((await readAll(await readRelay(relay(yieldChunks(["a"], error))))).error).toMatchObject({
      isRetryable: false,
    });
  });
});

function respond(): Response {
  return errorResponse(429, { code: 429, message: "Slow down" }, { headers: { "retry-after": "120" } });
}

describe("the fields after onError", () => {
  test("is that of the server if only the message is replaced", async () => {
    const { browser } = await relayError(respond, (_, relayed) => ({ ...relayed, message: "Later" }));
    expect(browser).toMatchObject({ error: { message: "Later" }, isRetryable: true, retryAfterMs: 120_000 });
  });

  test("is that of the status if the metadata is replaced", async () => {
    const { browser } = await relayError(respond, () => ({ code: 503, message: "Later", metadata: { queue: 7 } }));
    expect(browser).toMatchObject({ statusCode: 503, isRetryable: true, retryAfterMs: undefined });
  });

  test.each([
    { is_retryable: "no", retry_after_ms: "2", request_id: 3 },
    { is_retryable: null, retry_after_ms: -1, request_id: "" },
  ])("ignores values of another type: %o", async (metadata) => {
    const { browser } = await relayError(respond, () => ({ code: 503, message: "Later", metadata }));
    expect(getFields(browser)).toEqual({ isRetryable: true, retryAfterMs: undefined, requestId: undefined });
  });
});

test("relay sends no request id that is not one", async () => {
  const headers = { "x-request-id": "<script>alert(1)</script>" };
  const { client } = observedClient({
    fetch: () => errorResponse(503, { code: 503, message: "Busy" }, { headers }),
    retryConfig: noRetries,
  });
  expect(await relay(client.chat.complete({ ...question, stream: true })).text()).not.toContain("script");
});
