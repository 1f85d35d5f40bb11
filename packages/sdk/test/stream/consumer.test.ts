import { describe, expect, test } from "vitest";
import { chunk, event, events, lastChunk, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, flushPromises } from "../support/promises.ts";

describe("a stream has one consumer", () => {
  test("a second iteration after the end throws", async () => {
    const stream = await openEventStream(() => sse(events("a")));
    await readAll(stream);
    const { items, error } = await readAll(stream);
    expect(items).toEqual([]);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(/only once/);
  });

  test("a second iteration during the first throws, and consumes no chunk", async () => {
    const stream = await openEventStream(() => sse(events("a", "b")));
    const texts: unknown[] = [];
    for await (const { choices } of stream) {
      texts.push(choices[0]?.delta.content);
      expect((await readAll(stream)).error).toBeInstanceOf(TypeError);
      expect(() => stream.toReadableStream()).toThrow(/only once/);
    }
    expect(texts).toEqual(["a", "b", ""]);
  });

  test("concurrent calls of next() get the chunks in order, each once", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    const results = Array.from({ length: 6 }, () => iterator.next());
    body.write(event(chunk("b")) + event(chunk("c")));
    await flushPromises();
    body.write(event(lastChunk()));
    body.close();
    const chunks = (await Promise.all(results)).filter(({ done }) => !done).map(({ value }) => value);
    expect(chunks).toEqual([chunk("a"), chunk("b"), chunk("c"), lastChunk()]);
  });

  test("a call of next() waits for a pending call", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    await iterator.next();
    const [second, third] = [iterator.next(), iterator.next()];
    body.write(event(chunk("b")));
    await second;
    const fourth = iterator.next();
    body.write(event(chunk("c")));
    await flushPromises();
    body.write(event(chunk("d")));
    expect([await third, await fourth].map(({ value }) => value)).toEqual([chunk("c"), chunk("d")]);
    await iterator.return?.();
  });

  test("of concurrent calls of next(), one gets the error and the others the end", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    const results = Promise.allSettled(Array.from({ length: 4 }, () => iterator.next()));
    await flushPromises();
    body.close();
    expect((await results).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  });

  test("the iterator of a stream is iterable", async () => {
    const iterator = (await openEventStream(() => sse(events("a", "b"))))[
      Symbol.asyncIterator
    ]() as AsyncIterableIterator<never>;
    await iterator.next();
    const { items, error } = await readAll(iterator);
    expect(error).toBeUndefined();
    expect(getTexts(items)).toEqual(["b"]);
  });
});
