import { afterEach, describe, expect, test, vi } from "vitest";
import { RequestAbortedError } from "../../src/models/errors.ts";
import { chunk, event, events, eventStream, sse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { openControlledStream, openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners } from "../support/promises.ts";
import { collectGarbage } from "../support/collect-garbage.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("an abort during a stream", () => {
  test.each([
    ["signal", (signal: AbortSignal) => ({ signal })],
    ["fetchOptions.signal", (signal: AbortSignal) => ({ fetchOptions: { signal } })],
  ])(
    "an abort by %s ends the stream with RequestAbortedError, closes the connection and leaves no listener",
    async (_, options) => {
      const controller = new AbortController();
      const { body, opening } = openControlledStream(options(controller.signal));
      body.write(event(chunk("a")));
      const reading = readAll(await opening);
      await expect.poll(() => body.reads).toBe(1);
      const reason = new Error("mine");
      controller.abort(reason);
      const { items, error } = await reading;
      expect(getTexts(items)).toEqual(["a"]);
      expect(RequestAbortedError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ name: "RequestAbortedError", attempts: 1 });
      expect((error as Error).cause).toBe(reason);
      expect(body.isCanceled).toBe(true);
      expect(countListeners(controller.signal)).toBe(0);
    },
  );

  test("an abort has the signal's reason, of any type, as cause", async () => {
    for (const reason of [
      "text",
      0,
      null,
      false,
      { an: "object" },
      Symbol("s"),
      new DOMException("late", "TimeoutError"),
    ]) {
      const controller = new AbortController();
      const { body, opening } = openControlledStream({ signal: controller.signal });
      body.write(event(chunk("a")));
      const reading = readAll(await opening);
      controller.abort(reason);
      const { error } = await reading;
      expect(error).toMatchObject({ name: "RequestAbortedError" });
      expect((error as Error).cause).toBe(reason);
    }
  });

  test("an abort without a reason has the runtime's AbortError as cause", async () => {
    const controller = new AbortController();
    const { body, opening } = openControlledStream({ signal: controller.signal });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    controller.abort();
    expect((await reading).error).toMatchObject({ name: "RequestAbortedError", cause: { name: "AbortError" } });
  });

  test("an abort ends the stream while the consumer is busy and chunks are buffered", async () => {
    const controller = new AbortController();
    const stream = await openEventStream(() => sse(events("a", "b", "c")), { signal: controller.signal });
    const texts: unknown[] = [];
    const failure = await getRejection(
      (async () => {
        for await (const { choices } of stream) {
          texts.push(choices[0]?.delta.content);
          if (texts.length === 2) controller.abort("enough");
        }
      })(),
    );
    expect(texts).toEqual(["a", "b"]);
    expect(failure).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
  });

  test("an abort before the first chunk is requested ends the stream", async () => {
    const controller = new AbortController();
    const { body, opening } = openControlledStream({ signal: controller.signal });
    body.write(event(chunk("a")));
    const stream = await opening;
    controller.abort("enough");
    expect(await readAll(stream)).toMatchObject({ items: [], error: { name: "RequestAbortedError", cause: "enough" } });
    expect(body.isCanceled).toBe(true);
  });

  test("an abort between headers and first data event fails the call and cancels the body", async () => {
    const controller = new AbortController();
    const { body, opening } = openControlledStream({ signal: controller.signal });
    body.write(": OPENROUTER PROCESSING\n\n");
    await expect.poll(() => body.reads).toBe(1);
    controller.abort("enough");
    expect(await getRejection(opening)).toMatchObject({ name: "RequestAbortedError", cause: "enough", attempts: 1 });
    await expect.poll(() => body.isCanceled).toBe(true);
    expect(countListeners(controller.signal)).toBe(0);
  });

  test("an abort causes the same error if fetch fails the body with the reason", async () => {
    const body = createControlledBody();
    const { client } = observedClient({
      retryConfig: noRetries,
      fetch: ({ signal }) => {
        signal.addEventListener("abort", () => body.error(signal.reason));
        return eventStream(body.stream);
      },
    });
    const controller = new AbortController();
    const opening = client.chat.complete({ ...question, stream: true }, { signal: controller.signal });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    controller.abort("enough");
    expect((await reading).error).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
  });

  test("an abort after the end changes nothing", async () => {
    const controller = new AbortController();
    const stream = await openEventStream(() => sse(events("a")), { signal: controller.signal });
    const iterator = stream[Symbol.asyncIterator]();
    while (!(await iterator.next()).done);
    controller.abort();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});

describe("signals that only the call references", () => {
  test("a signal that only the call references aborts a stream after a garbage collection", async () => {
    const controller = new AbortController();
    const { body, opening } = openControlledStream({
      signal: AbortSignal.any([controller.signal]),
      fetchOptions: { signal: AbortSignal.any([new AbortController().signal]) },
    });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    await collectGarbage();
    controller.abort("enough");
    expect((await reading).error).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
  });

  test("the caller's total deadline, AbortSignal.timeout(ms), is an abort with the TimeoutError as cause", async () => {
    const { body, opening } = openControlledStream({ signal: AbortSignal.timeout(5) });
    body.write(event(chunk("a")));
    // On a busy machine the deadline may pass before the stream is open, which fails the call with the same error.
    const error = await getRejection(
      opening.then(async (stream) => {
        await collectGarbage();
        throw (await readAll(stream)).error;
      }),
    );
    expect(error).toMatchObject({ name: "RequestAbortedError", cause: { name: "TimeoutError" } });
  });
});
