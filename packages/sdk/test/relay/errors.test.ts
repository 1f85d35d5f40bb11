import { describe, expect, test } from "vitest";
import { BudgetExceededError, createBudget } from "../../src/budget.ts";
import { OpenRouterCore } from "../../src/core.ts";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { chatStream } from "../../src/funcs/chatStream.ts";
import {
  ConnectionError,
  InvalidRequestError,
  OpenRouterDefaultError,
  RequestAbortedError,
  RequestTimeoutError,
  ResponseValidationError,
  UnexpectedClientError,
} from "../../src/models/errors.ts";
import { relay } from "../../src/relay.ts";
import { chunk, done, event, eventStream, errorResponse, sse } from "../support/responses.ts";
import { observedClient, observedFetch, noRetries, question, testKey } from "../support/observed-client.ts";
import { yieldChunks, keepAlive, yieldValues } from "./support.ts";

const rawResponse = new Response();
const cause = new Error("connect ECONNREFUSED 10.0.0.7:8443");
const neverRetry = { is_retryable: false };
const messages = {
  connection: "The connection to the service failed",
  time: "The request timed out",
  invalid: "The service sent an invalid response",
  unknown: "Internal server error",
};

describe("the error event of relay", () => {
  test.each<[string, unknown, { code: number; message: string }]>([
    ["refused", new ConnectionError("refused", cause.message, { cause }), { code: 502, message: messages.connection }],
    ["truncated", new ConnectionError("truncated", "cut"), { code: 502, message: messages.connection }],
    ["attempt", new RequestTimeoutError("attempt", 5), { code: 504, message: messages.time }],
    ["idle", new RequestTimeoutError("idle", 5), { code: 504, message: messages.time }],
    [
      "an AbortSignal.timeout",
      new RequestAbortedError({ cause: new DOMException("x", "TimeoutError") }),
      { code: 504, message: messages.time },
    ],
    ["an abort", new RequestAbortedError({ cause: "mine" }), { code: 499, message: "The request was aborted" }],
    [
      "a missing key",
      new InvalidRequestError("The API key is missing"),
      { code: 500, message: "The request is invalid" },
    ],
    [
      "a budget that is used up",
      new BudgetExceededError("cost", { limit: 5, totals: createBudget({ maxCost: 5 }).totals() }),
      { code: 402, message: "The call exceeds the budget" },
    ],
    [
      "a fetch that fails",
      new UnexpectedClientError("/srv/app.ts", { cause }),
      { code: 500, message: messages.unknown },
    ],
    [
      "an HTML page",
      new OpenRouterDefaultError("503: <html>", { statusCode: 503, body: "<html>", rawResponse }),
      { code: 503, message: messages.invalid },
    ],
    [
      "a redirect",
      new OpenRouterDefaultError("302", { statusCode: 302, body: "", rawResponse }),
      { code: 502, message: messages.invalid },
    ],
    [
      "an invalid chunk",
      new ResponseValidationError("not JSON: secret", {
        statusCode: 200,
        body: "secret",
        rawText: "secret",
        rawResponse,
      }),
      { code: 502, message: messages.invalid },
    ],
    ["any other error", new TypeError("x is undefined at /srv/app.ts"), { code: 500, message: messages.unknown }],
    ["undefined", undefined, { code: 500, message: messages.unknown }],
  ])("%s", async (_, error, relayed) => {
    const tail = event({ error: { ...relayed, metadata: neverRetry } }) + done;
    expect(await relay(Promise.reject(error)).text()).toBe(keepAlive + tail);
    expect(await relay(yieldChunks(["a"], error)).text()).toBe(keepAlive + event(chunk("a")) + tail);
    expect(await relay({ ok: false, error, attempts: 1 }).text()).toBe(keepAlive + tail);
    expect(
      await relay(() => {
        throw error;
      }).text(),
    ).toBe(keepAlive + tail);
  });

  test.each([
    [
      errorResponse(429, { code: 429, message: "Slow down" }),
      { code: 429, message: "Slow down", metadata: { is_retryable: true } },
    ],
    [
      errorResponse(200, { code: 503, message: "Busy" }),
      { code: 503, message: "Busy", metadata: { is_retryable: true } },
    ],
    [errorResponse(400, "no object"), { code: 400, message: "no object", metadata: neverRetry }],
    [
      errorResponse(500, { code: 500 }),
      { code: 500, message: "The service sent no message", metadata: { is_retryable: true } },
    ],
    [
      errorResponse(403, {
        code: 403,
        message: "Flagged",
        metadata: { error_type: "content_policy_violation", patterns: ["p"] },
      }),
      { code: 403, message: "Flagged", metadata: { error_type: "content_policy_violation", ...neverRetry } },
    ],
    [
      errorResponse(400, {
        code: 400,
        message: "Provider returned error",
        metadata: { raw: "org-17", error_type: "<b>" },
      }),
      { code: 400, message: "Provider returned error", metadata: neverRetry },
    ],
  ])("has the message, type and retry decision of the API's error: %#", async (response, relayed) => {
    const { client } = observedClient({ fetch: () => response.clone(), retryConfig: noRetries });
    const text = await relay(client.chat.complete({ ...question, stream: true })).text();
    expect(text).toBe(keepAlive + event({ error: relayed }) + done);
  });

  test("follows the chunks before it", async () => {
    const body =
      event(chunk("a")) + event({ ...chunk(""), error: { code: 400, message: "Token limit reached" } }) + done;
    const { client } = observedClient({ fetch: () => sse(body) });
    const text = await relay(client.chat.complete({ ...question, stream: true })).text();
    expect(text).toBe(
      keepAlive +
        event(chunk("a")) +
        event({ error: { code: 400, message: "Token limit reached", metadata: neverRetry } }) +
        done,
    );
  });

  test("has the choices that were sent with the error", async () => {
    const error = { code: 502, message: "Gone" };
    const { client } = observedClient({ fetch: () => sse(event(chunk("a")), event({ ...chunk("b"), error })) });
    const text = await relay(client.chat.complete({ ...question, stream: true })).text();
    expect(text).toBe(
      keepAlive +
        event(chunk("a")) +
        event({ error: { ...error, metadata: neverRetry }, choices: chunk("b")["choices"] }) +
        done,
    );
  });

  test("of a ChatStream does not repeat the partial choices", async () => {
    const error = { code: 502, message: "Gone" };
    const respond = () => sse(event(chunk("a")), event({ ...chunk("", { choices: [] }), error }));
    const stream = chatStream(observedClient({ fetch: respond }).client, question);
    const relayed = { error: { ...error, metadata: neverRetry }, choices: [] };
    expect(await relay(stream).text()).toBe(keepAlive + event(chunk("a")) + event(relayed) + done);
  });

  test("has a fixed message if the properties of the error throw", async () => {
    const unreadable = new Proxy(
      {},
      {
        get: () => {
          throw new Error("mine");
        },
      },
    );
    const aborted = await relay(Promise.reject(new RequestAbortedError({ cause: unreadable }))).text();
    expect(aborted).toContain("The request was aborted");
    // oxlint-disable-next-line prefer-promise-reject-errors -- a source may reject with anything
    const text = await relay(Promise.reject(unreadable)).text();
    expect(text).toBe(
      keepAlive + event({ error: { code: 500, message: messages.unknown, metadata: neverRetry } }) + done,
    );
  });

  test("has a fixed message for a source that is not a stream of chunks", async () => {
    const failed = keepAlive + event({ error: { code: 500, message: messages.unknown, metadata: neverRetry } }) + done;
    for (const value of [undefined, 1n, () => {}]) expect(await relay(yieldValues(value)).text()).toBe(failed);
    for (const source of [null, {}, "text", { ok: true, value: { choices: [] } }]) {
      expect(await relay(source as never).text()).toBe(failed);
    }
  });

  test("cancels a stream with a chunk that JSON cannot represent", async () => {
    let isClosed = false;
    async function* faulty() {
      try {
        yield 1n as never;
      } finally {
        isClosed = true;
      }
    }
    await relay(faulty()).text();
    expect(isClosed).toBe(true);
  });
});

test("relay sends no key, header, body, stack or address to the reader", async () => {
  const echo = `Bearer ${testKey} x-secret-header`;
  const init = { headers: { "x-secret": "x-secret-header" } };
  const responses: (() => Response | Promise<Response>)[] = [
    () => errorResponse(401, { code: 401, message: `Wrong key ${testKey}`, metadata: { raw: echo } }, init),
    () => new Response(`<html>${echo}`, { status: 502, ...init }),
    () => sse(event(chunk("a")), event({ error: { code: 500, message: testKey, metadata: { raw: echo } } })),
    () => sse(event(chunk("a")), event(echo)),
    () => sse(event(chunk("a"))),
    () => eventStream(echo),
    () =>
      Promise.reject(
        new TypeError("fetch failed", {
          cause: Object.assign(new Error(`${cause.message} ${echo}`), { code: "ECONNREFUSED" }),
        }),
      ),
    () => Promise.reject(new Error(`${echo} at /srv/app.ts`)),
  ];
  for (const respond of responses) {
    const { fetch } = observedFetch(respond);
    const core = new OpenRouterCore({ apiKey: testKey, fetch, retryConfig: noRetries });
    const text = await relay(chatComplete(core, { ...question, stream: true })).text();
    expect(text).toContain('{"error":{');
    expect(text).not.toMatch(/key-0123|x-secret|ECONNREFUSED|10\.0\.0|\/srv|html|api\.test|openrouter/);
  }
});
