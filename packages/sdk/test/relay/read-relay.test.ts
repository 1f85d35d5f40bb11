import { afterEach, describe, expect, test, vi } from "vitest";
import { ConnectionError } from "../../src/models/errors.ts";
import { readRelay, relay } from "../../src/relay.ts";
import {
  chunk,
  completion,
  done,
  event,
  eventStream,
  events,
  lastChunk,
  errorResponse,
  sse,
} from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners } from "../support/promises.ts";
import { yieldChunks } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("readRelay with a response of relay", () => {
  test("yields the same chunks", async () => {
    const { items, error } = await readAll(await readRelay(relay(yieldChunks(["a", "Grüße 🌍"]))));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), chunk("Grüße 🌍")]);
  });

  test("ends immediately without a chunk", async () => {
    expect(await readAll(await readRelay(relay(yieldChunks([]))))).toEqual({ items: [] });
  });

  test("accepts a promise of the response", async () => {
    const { items } = await readAll(await readRelay(Promise.resolve(relay(yieldChunks(["a"])))));
    expect(getTexts(items)).toEqual(["a"]);
  });

  test("rejects with the relayed error before the first chunk", async () => {
    const cause = new ConnectionError("refused", "10.0.0.7");
    expect(await getRejection(readRelay(relay(Promise.reject(cause))))).toMatchObject({
      name: "ChatCompletionError",
      statusCode: 502,
      message: "502: The connection to the service failed",
      error: { code: 502, message: "The connection to the service failed" },
    });
  });

  test("throws the relayed error after the chunks before it", async () => {
    const source = yieldChunks(["a", "b"], new Error("x"));
    const relayed = { code: 503, message: "Later", metadata: { queue: 7 } };
    const { items, error } = await readAll(await readRelay(relay(source, { onError: () => relayed })));
    expect(getTexts(items)).toEqual(["a", "b"]);
    expect(error).toMatchObject({ statusCode: 503, error: relayed });
  });

  test("stops the call on the server when it is canceled", async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield* yieldChunks(["a"]);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of await readRelay(relay(endless()))) break;
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe("readRelay with any other response", () => {
  test.each([
    ["a truncated stream", () => sse(event(chunk("a"))), { name: "ConnectionError", kind: "truncated" }],
    ["only comments", () => sse(":\n\n:\n\n"), { name: "ConnectionError", kind: "truncated" }],
    ["no body", () => new Response(null), { name: "ConnectionError", kind: "truncated" }],
    ["an event that is not JSON", () => sse(event("{")), { name: "ResponseValidationError" }],
    ["a completion", () => Response.json(completion()), { name: "ResponseValidationError" }],
    ["no content", () => new Response(null, { status: 204 }), { name: "ResponseValidationError" }],
    ["an event that is too large", () => sse(events("a".repeat(200))), { name: "ResponseValidationError" }],
    ["an error as JSON", () => errorResponse(429), { name: "ChatCompletionError", statusCode: 429 }],
    [
      "an error in a 200",
      () => errorResponse(200, { code: 402, message: "x" }),
      { name: "ChatCompletionError", statusCode: 402 },
    ],
    [
      "an HTML page",
      () => new Response("<html>", { status: 500 }),
      { name: "OpenRouterDefaultError", statusCode: 500 },
    ],
  ])("throws for %s", async (_, respond, expected) => {
    const reading = readRelay(respond(), { maxEventBytes: 200 }).then(async (stream) => {
      const { error } = await readAll(stream);
      throw error;
    });
    expect(await getRejection(reading)).toMatchObject({ ...expected, attempts: 1 });
  });

  test("rejects a body that was already read", async () => {
    const response = eventStream(events("a"));
    await response.text();
    expect(await getRejection(readRelay(response))).toMatchObject({ name: "UnexpectedClientError" });
  });

  test("accepts an end without [DONE] after a finish_reason", async () => {
    const { error } = await readAll(await readRelay(sse(event(lastChunk()))));
    expect(error).toBeUndefined();
  });
});

test.each<[string, unknown]>([
  ["fetch, which was not called", fetch],
  ["a stream", yieldChunks([])],
  ["a URL", "/chat"],
  ["nothing", undefined],
])("readRelay rejects %s, with the reason", async (_, response) => {
  for (const each of [response, Promise.resolve(response)]) {
    expect(await getRejection(readRelay(each as never))).toMatchObject({
      name: "InvalidRequestError",
      message: "readRelay needs the response of fetch, or a promise of it",
    });
  }
});

describe("readRelay with a fetch that fails", () => {
  test.each([
    [
      new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }),
      "ConnectionError",
    ],
    [new TypeError("Failed to fetch"), "ConnectionError"],
    [new DOMException("x", "AbortError"), "RequestAbortedError"],
    [new DOMException("x", "TimeoutError"), "RequestAbortedError"],
    [new TypeError("Invalid URL"), "UnexpectedClientError"],
    [undefined, "UnexpectedClientError"],
  ])("rejects with an error whose cause is %o", async (thrown, name) => {
    expect(await getRejection(readRelay(Promise.reject(thrown)))).toMatchObject({ name, cause: thrown });
  });
});

describe("the options of readRelay", () => {
  test.each(["timeoutMs", "idleTimeoutMs", "maxEventBytes"])(
    "rejects an invalid %s, and cancels the body",
    async (name) => {
      const body = createControlledBody();
      const error = await getRejection(readRelay(eventStream(body.stream), { [name]: 0 }));
      expect(error).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining(name) });
      await expect.poll(() => body.isCanceled).toBe(true);
    },
  );

  test("timeoutMs limits the time until the first chunk, idleTimeoutMs the silence after it", async () => {
    vi.useFakeTimers();
    const early = getRejection(readRelay(new Promise(() => {}), { timeoutMs: 50 }));
    await vi.advanceTimersByTimeAsync(50);
    expect(await early).toMatchObject({ name: "RequestTimeoutError", kind: "attempt" });

    const body = createControlledBody();
    body.write(event(chunk("a")));
    const reading = readAll(await readRelay(eventStream(body.stream), { idleTimeoutMs: 50 }));
    await vi.advanceTimersByTimeAsync(50);
    expect((await reading).error).toMatchObject({ name: "RequestTimeoutError", kind: "idle" });
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("signal aborts before the response, before the first chunk, and midway", async () => {
    const aborted = { name: "RequestAbortedError", cause: "mine" };
    const early = createControlledBody();
    const first = getRejection(readRelay(eventStream(early.stream), { signal: AbortSignal.abort("mine") }));
    expect(await first).toMatchObject(aborted);
    await expect.poll(() => early.isCanceled).toBe(true);

    const controller = new AbortController();
    const late = createControlledBody();
    const { signal } = controller;
    const waiting = getRejection(readRelay(eventStream(late.stream), { signal }));
    const stream = await readRelay(sse(event(chunk("a")), event(chunk("b"))), { signal });
    const reading = readAll(stream);
    controller.abort("mine");
    expect(await waiting).toMatchObject(aborted);
    expect((await reading).error).toMatchObject(aborted);
    expect(late.isCanceled).toBe(true);
    expect(countListeners(signal)).toBe(0);
  });

  test("a response that arrives after the abort has its body canceled", async () => {
    const controller = new AbortController();
    const body = createControlledBody();
    let respond: ((response: Response) => void) | undefined;
    const reading = readRelay(new Promise((resolve) => (respond = resolve)), { signal: controller.signal });
    controller.abort("mine");
    expect(await getRejection(reading)).toMatchObject({ name: "RequestAbortedError" });
    respond?.(eventStream(body.stream));
    await expect.poll(() => body.isCanceled).toBe(true);
  });
});

test("readRelay ignores bytes after [DONE]", async () => {
  expect((await readAll(await readRelay(sse(events("a"), done, "{{{")))).error).toBeUndefined();
});
