import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { relay } from "../../src/relay.ts";
import type { EventStream } from "../../src/stream/event-stream.ts";
import type { ChatCompletionChunk } from "@org/types/schemas";
import { chunk, event, eventStream } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { openControlledStream } from "../support/open-stream.ts";
import { createDeferred, flushPromises } from "../support/promises.ts";
import { createTextReader, typedChunk } from "./support.ts";

const unhandled = vi.fn<(reason: unknown) => void>();
beforeEach(() => {
  unhandled.mockClear();
  process.on("unhandledRejection", unhandled);
});
afterEach(() => {
  process.off("unhandledRejection", unhandled);
});

describe("a reader that disconnects from relay", () => {
  test("before the response aborts a call made with the signal", async () => {
    const onError = vi.fn<(error: unknown) => undefined>();
    const { client, requests } = observedClient({
      fetch: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
    });
    const response = relay((signal) => client.chat.complete({ ...question, stream: true }, { signal }), { onError });
    await expect.poll(() => requests[0]?.signal.aborted).toBe(false);
    await response.body?.cancel("left");
    expect(requests[0]?.signal.aborted).toBe(true);
    await flushPromises();
    expect(onError).not.toHaveBeenCalled();
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("before the response cancels a stream without the signal once it is open", async () => {
    const { body, opening } = openControlledStream();
    const reader = createTextReader(relay(opening));
    await reader.next();
    void reader.next();
    await reader.cancel();
    body.write(event(chunk("a")));
    await opening;
    await expect.poll(() => body.isCanceled).toBe(true);
  });

  test("before the first read cancels the stream", async () => {
    const { body, opening } = openControlledStream();
    const response = relay(opening);
    await response.body?.cancel();
    body.write(event(chunk("a")));
    await opening;
    await expect.poll(() => body.isCanceled).toBe(true);
  });

  test.each([1, 2, 3])("after %i reads cancels the stream", async (count) => {
    const body = createControlledBody();
    const { client, requests } = observedClient({ fetch: () => eventStream(body.stream) });
    const reader = createTextReader(relay((signal) => client.chat.complete({ ...question, stream: true }, { signal })));
    body.write(event(chunk("a")) + event(chunk("b")));
    for (let read = 0; read < count; read++) await reader.next();
    await flushPromises();
    expect(body.isCanceled).toBe(false);
    await reader.cancel();
    await expect.poll(() => body.isCanceled).toBe(true);
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  test("while it waits for a chunk cancels the stream", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening));
    await reader.next();
    await reader.next();
    const waiting = reader.next();
    await expect.poll(() => body.reads).toBe(1);
    await reader.cancel();
    expect(await waiting).toBeUndefined();
    await expect.poll(() => body.isCanceled).toBe(true);
  });

  test("is not notified of a later error, and neither is onError", async () => {
    const call = createDeferred<EventStream<ChatCompletionChunk>>();
    const onError = vi.fn<(error: unknown) => undefined>();
    const reader = createTextReader(relay(call.promise, { onError }));
    await reader.next();
    void reader.next();
    await reader.cancel();
    call.reject(new Error("late"));
    await flushPromises();
    expect(onError).not.toHaveBeenCalled();
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("passes its reason to the signal", async () => {
    let seen: AbortSignal | undefined;
    const response = relay((signal) => {
      seen = signal;
      return new Promise<never>(() => {});
    });
    await response.body?.cancel("left");
    expect(seen?.reason).toBe("left");
  });

  test("does not start a generator that was not read", async () => {
    let hasStarted = false;
    async function* generate() {
      hasStarted = true;
      yield typedChunk("a");
    }
    const call = createDeferred<AsyncIterable<ChatCompletionChunk>>();
    const reader = createTextReader(relay(call.promise));
    await reader.next();
    void reader.next();
    await reader.cancel();
    call.resolve(generate());
    await flushPromises();
    expect(hasStarted).toBe(false);
  });

  test("causes no error if the return of an iterator throws or is missing", async () => {
    const pending = { next: () => new Promise<never>(() => {}) };
    for (const iterator of [pending, { ...pending, return: () => Promise.reject(new Error("mine")) }]) {
      const reader = createTextReader(relay({ [Symbol.asyncIterator]: () => iterator }));
      await reader.next();
      void reader.next();
      await flushPromises();
      await reader.cancel();
    }
    await flushPromises();
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test("a response of relay that is not read leaves no unhandled rejection", async () => {
  relay(Promise.reject(new Error("unread")));
  relay(() => Promise.reject(new Error("unread")));
  await flushPromises();
  expect(unhandled).not.toHaveBeenCalled();
});

describe("relay reads no further ahead than its reader", () => {
  test("from an iterable", async () => {
    let produced = 0;
    async function* generate() {
      for (;;) {
        produced++;
        yield typedChunk("a");
      }
    }
    const reader = createTextReader(relay(generate()));
    await flushPromises();
    expect(produced).toBe(0);
    await reader.next();
    await flushPromises();
    expect(produced).toBe(0);
    for (let count = 1; count <= 3; count++) {
      await reader.next();
      await flushPromises();
      expect(produced).toBe(count);
    }
    await reader.cancel();
  });

  test("from the network", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening));
    await reader.next();
    await flushPromises();
    const before = body.reads;
    expect(await reader.next()).toBe(event(chunk("a")));
    await flushPromises();
    expect(body.reads).toBe(before);
    await reader.cancel();
  });
});
