import { describe, expect, test } from "vitest";
import { chunk, event, events, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners } from "../support/promises.ts";

const ended = { done: true, value: undefined };

describe("ending a stream early closes the connection and leaves no listener", () => {
  type EndStream = (stream: Awaited<ReturnType<typeof openEventStream>>) => Promise<unknown>;
  const endings: [string, EndStream][] = [
    [
      "break",
      async (stream) => {
        for await (const _ of stream) break;
      },
    ],
    [
      "a throw in the loop",
      async (stream) =>
        getRejection(
          (async () => {
            for await (const _ of stream) throw new Error("mine");
          })(),
        ),
    ],
    [
      "return()",
      async (stream) => {
        const iterator = stream[Symbol.asyncIterator]();
        await iterator.next();
        expect(await iterator.return?.()).toEqual(ended);
        expect(await iterator.next()).toEqual(ended);
      },
    ],
    ["return() before the first chunk", async (stream) => stream[Symbol.asyncIterator]().return?.()],
    [
      "throw()",
      async (stream) => {
        const mine = new Error("mine");
        const iterator = stream[Symbol.asyncIterator]();
        expect(await getRejection(iterator.throw?.(mine) ?? Promise.resolve())).toBe(mine);
        expect(await iterator.next()).toEqual(ended);
      },
    ],
    ["cancel()", (stream) => stream.cancel()],
    [
      "cancel(), twice",
      async (stream) => {
        await stream.cancel();
        await stream.cancel();
      },
    ],
    [
      "the end of an await using block",
      async (opened) => {
        await using stream = opened;
        expect(stream).toBe(opened);
      },
    ],
    ["canceling its ReadableStream", (stream) => stream.toReadableStream().cancel("enough")],
    [
      "canceling a reader of its ReadableStream",
      async (stream) => {
        const reader = stream.toReadableStream().getReader();
        await reader.read();
        await reader.cancel();
      },
    ],
  ];

  test.each(endings)("%s", async (_, end) => {
    const { signal } = new AbortController();
    const { body, opening } = openControlledStream({ signal });
    body.write(event(chunk("a")) + event(chunk("b")));
    const stream = await opening;
    expect(body.isCanceled).toBe(false);
    await end(stream);
    expect(body.isCanceled).toBe(true);
    expect(countListeners(signal)).toBe(0);
  });

  test("cancel() while the consumer waits ends the loop", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const stream = await opening;
    const reading = readAll(stream);
    await expect.poll(() => body.reads).toBe(1);
    await stream.cancel();
    const { items, error } = await reading;
    expect(error).toBeUndefined();
    expect(getTexts(items)).toEqual(["a"]);
    expect(body.isCanceled).toBe(true);
  });

  test("return() while next() waits resolves next()", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = [iterator.next(), iterator.next()];
    await expect.poll(() => body.reads).toBe(1);
    await iterator.return?.();
    expect(await Promise.all(waiting)).toEqual([ended, ended]);
    expect(body.isCanceled).toBe(true);
  });

  test("a canceled stream cannot be read", async () => {
    const stream = await openEventStream(() => sse(events("a")));
    await stream.cancel();
    expect((await readAll(stream)).error).toBeInstanceOf(TypeError);
  });

  test("cancel() after the end does nothing", async () => {
    const stream = await openEventStream(() => sse(events("a")));
    await readAll(stream);
    await expect(stream.cancel()).resolves.toBeUndefined();
  });
});

test.each([
  ["with [DONE]", events("a")],
  ["with an error", event(chunk("a")) + event({ error: { code: 500, message: "x" } })],
  ["truncated", event(chunk("a"))],
  ["with data that is not JSON", event(chunk("a")) + event("{")],
])("a stream that ends (%s) leaves no listener on a long-lived signal", async (_, text) => {
  const { signal } = new AbortController();
  const stream = await openEventStream(() => sse(text), { signal });
  expect(countListeners(signal)).toBe(1);
  await readAll(stream);
  expect(countListeners(signal)).toBe(0);
});
