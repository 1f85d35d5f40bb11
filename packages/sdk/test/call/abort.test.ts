import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { InvalidRequestError, RequestAbortedError } from "../../src/models/errors.ts";
import type { RequestOptions } from "../../src/options.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { immediateRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection, countListeners, flushPromises } from "../support/promises.ts";

const ways: [string, (signal: AbortSignal) => RequestOptions][] = [
  ["signal", (signal) => ({ signal })],
  ["fetchOptions.signal", (signal) => ({ fetchOptions: { signal } })],
  ["either of two signals", (signal) => ({ signal: new AbortController().signal, fetchOptions: { signal } })],
];

describe.each(ways)("an abort by %s", (_, options) => {
  test("before the call sends nothing and does not call the key function", async () => {
    let calls = 0;
    const { client, requests } = observedClient({
      apiKey: () => String(++calls),
      fetch: () => Response.json(completion()),
    });
    for (const stream of [false, true]) {
      const reason = new Error("mine");
      const error = await getRejection(
        client.chat.complete({ ...question, stream }, options(AbortSignal.abort(reason))),
      );
      expect(RequestAbortedError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ name: "RequestAbortedError", attempts: 0 });
      expect((error as Error).cause).toBe(reason);
    }
    expect(requests).toHaveLength(0);
    expect(calls).toBe(0);
  });

  test("during an attempt ends the call, whether or not fetch observes the signal", async () => {
    for (const isObserved of [true, false]) {
      const controller = new AbortController();
      const { client, requests } = observedClient({
        retryConfig: immediateRetries,
        fetch: ({ signal }) =>
          new Promise<Response>((_resolve, reject) => {
            if (isObserved) signal.addEventListener("abort", () => reject(signal.reason as Error));
          }),
      });
      const failure = getRejection(client.chat.complete(question, options(controller.signal)));
      await expect.poll(() => requests).toHaveLength(1);
      controller.abort("enough");
      expect(await failure).toMatchObject({ name: "RequestAbortedError", cause: "enough", attempts: 1 });
      expect(requests).toHaveLength(1);
      expect(requests[0]?.signal.aborted).toBe(true);
      expect(countListeners(controller.signal)).toBe(0);
    }
  });

  test("while the body is read ends the call", async () => {
    for (const status of [200, 500]) {
      const controller = new AbortController();
      const body = createControlledBody();
      const { client } = observedClient({
        retryConfig: immediateRetries,
        fetch: () => new Response(body.stream, { status }),
      });
      body.write("{");
      const failure = getRejection(client.chat.complete(question, options(controller.signal)));
      await expect.poll(() => body.reads).toBe(1);
      controller.abort("enough");
      expect(await failure).toMatchObject({ name: "RequestAbortedError", cause: "enough", attempts: 1 });
      expect(countListeners(controller.signal)).toBe(0);
    }
  });

  test("between attempts prevents another attempt", async () => {
    const controller = new AbortController();
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: () => {
        queueMicrotask(() => controller.abort("enough"));
        return errorResponse(500);
      },
    });
    const result = await chatComplete(client, question, options(controller.signal));
    expect(result).toMatchObject({ ok: false, attempts: 1, error: { name: "RequestAbortedError", cause: "enough" } });
    expect(requests).toHaveLength(1);
  });
});

test("an abort has the signal's reason as cause, even for AbortSignal.timeout()", async () => {
  const reasons = [
    "text",
    0,
    null,
    false,
    Symbol("s"),
    { an: "object" },
    new DOMException("late", "TimeoutError"),
    new InvalidRequestError("mine"),
  ];
  for (const reason of reasons) {
    const controller = new AbortController();
    const { client, requests } = observedClient({ fetch: () => new Promise(() => {}) });
    const failure = getRejection(client.chat.complete(question, { signal: controller.signal }));
    await expect.poll(() => requests).toHaveLength(1);
    controller.abort(reason);
    const error = await failure;
    expect(RequestAbortedError.isInstance(error)).toBe(true);
    expect((error as Error).cause).toBe(reason);
  }
});

test("AbortSignal.timeout() is a total deadline that also ends the delay between attempts", async () => {
  const { client } = observedClient({
    fetch: () => errorResponse(429, undefined, { headers: { "retry-after": "59" } }),
  });
  const error = await getRejection(client.chat.complete(question, { signal: AbortSignal.timeout(10) }));
  expect(error).toMatchObject({ name: "RequestAbortedError", cause: { name: "TimeoutError" }, attempts: 1 });
});

test("signal: null is ignored", async () => {
  const { client } = observedClient({ fetch: () => Response.json(completion()) });
  expect(await client.chat.complete(question, { signal: null, fetchOptions: { signal: null } })).toEqual(completion());
});

test("a thousand concurrent calls with one signal leave no listener and print no warning", async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => void warnings.push(message);
  process.on("warning", onWarning);
  const { signal } = new AbortController();
  const { client } = observedClient({ fetch: () => Response.json(completion()) });
  await Promise.all(Array.from({ length: 1_000 }, () => client.chat.complete(question, { signal })));
  await flushPromises();
  process.off("warning", onWarning);
  expect(countListeners(signal)).toBe(0);
  expect(warnings).toEqual([]);
});

test("an abort after the response changes nothing", async () => {
  const controller = new AbortController();
  const { client } = observedClient({ fetch: () => Response.json(completion()) });
  const value = await client.chat.complete(question, { signal: controller.signal });
  controller.abort();
  await flushPromises();
  expect(value).toEqual(completion());
});
