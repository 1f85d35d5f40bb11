import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RequestTimeoutError } from "../../src/models/errors.ts";
import { chunk, done, event, events, lastChunk, sse } from "../support/responses.ts";
import { immediateRetries } from "../support/observed-client.ts";
import { openControlledStream, openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("timeoutMs, until the first data event", () => {
  test("timeoutMs expires while only comments arrive", async () => {
    const { body, opening } = openControlledStream({ timeoutMs: 1_000 });
    const failure = getRejection(opening);
    for (let second = 0; second < 10; second++) {
      body.write(": OPENROUTER PROCESSING\n\n");
      await advance(100);
    }
    const error = await failure;
    expect(RequestTimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ kind: "attempt", timeoutMs: 1_000, attempts: 1 });
    await flushPromises();
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs does not expire early", async () => {
    const { body, opening } = openControlledStream({ timeoutMs: 1_000 });
    await advance(999);
    body.write(event(chunk("a")));
    const stream = await opening;
    await stream.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs expires while only keep-alives arrive", async () => {
    const { body, opening } = openControlledStream({ timeoutMs: 1_000 });
    const failure = getRejection(opening);
    body.write("data:\n\n");
    await advance(1_000);
    expect(await failure).toMatchObject({ kind: "attempt" });
  });

  test("timeoutMs does not count after the first data event", async () => {
    const { body, opening } = openControlledStream({ timeoutMs: 1_000, idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    await advance(3_600_000);
    body.write(event(chunk("b")) + event(lastChunk()) + done);
    const { items, error } = await reading;
    expect(error).toBeUndefined();
    expect(getTexts(items)).toEqual(["a", "b"]);
    body.close();
  });

  test("an attempt that exceeds timeoutMs is retried", async () => {
    let requests = 0;
    const opening = openEventStream(() => (++requests === 1 ? new Promise<Response>(() => {}) : sse(events("a"))), {
      timeoutMs: 1_000,
      retries: immediateRetries,
    });
    await advance(1_001);
    expect(getTexts((await readAll(await opening)).items)).toEqual(["a"]);
    expect(requests).toBe(2);
  });
});

describe("idleTimeoutMs, after the first data event", () => {
  test("idleTimeoutMs ends a silent stream, and the error has its kind and value", async () => {
    const { signal } = new AbortController();
    const { body, opening } = openControlledStream({ signal, idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    await advance(1_000);
    const { items, error } = await reading;
    expect(getTexts(items)).toEqual(["a"]);
    expect(RequestTimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ kind: "idle", timeoutMs: 1_000, attempts: 1 });
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("idleTimeoutMs is 120 s by default", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    let isOver = false;
    void reading.then(() => (isOver = true));
    await advance(119_999);
    expect(isOver).toBe(false);
    await advance(1);
    expect((await reading).error).toMatchObject({ kind: "idle", timeoutMs: 120_000 });
  });

  test.each([
    ["a comment", ": x\n\n"],
    ["half a line", "dat"],
    ["a part of a character", Uint8Array.of(0xf0)],
  ])("%s resets idleTimeoutMs", async (_, piece) => {
    const { body, opening } = openControlledStream({ idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const reading = readAll(await opening);
    let isOver = false;
    void reading.then(() => (isOver = true));
    for (let round = 0; round < 5; round++) {
      await advance(999);
      body.write(piece);
      await flushPromises();
    }
    await advance(999);
    expect(isOver).toBe(false);
    await advance(1);
    expect((await reading).error).toMatchObject({ kind: "idle" });
  });

  test("idleTimeoutMs does not count before the first data event", async () => {
    const { body, opening } = openControlledStream({ idleTimeoutMs: 1_000 });
    await advance(5_000);
    body.write(event(chunk("a")));
    await (await opening).cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("idleTimeoutMs does not count while the consumer is busy", async () => {
    const { body, opening } = openControlledStream({ timeoutMs: 1_000, idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const stream = await opening;
    await advance(60_000);
    const texts: unknown[] = [];
    for await (const { choices } of stream) {
      texts.push(choices[0]?.delta.content);
      await advance(60_000);
      if (texts.length === 1) body.write(event(chunk("b")));
      if (texts.length === 2) body.write(event(lastChunk()) + done);
    }
    body.close();
    expect(texts).toEqual(["a", "b", ""]);
  });

  test("idleTimeoutMs starts from zero for each read of a slow consumer", async () => {
    const { body, opening } = openControlledStream({ idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    await iterator.next();
    const second = iterator.next();
    await advance(600);
    body.write(event(chunk("b")));
    await second;
    await advance(600);
    const third = iterator.next();
    await advance(999);
    body.write(event(chunk("c")));
    expect(await third).toMatchObject({ done: false });
    await iterator.return?.();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each([Infinity, 2 ** 31, 2 ** 40, Number.MAX_VALUE])("limits of %d ms do not expire immediately", async (ms) => {
  const { body, opening } = openControlledStream({ timeoutMs: ms, idleTimeoutMs: ms });
  await advance(600_000);
  body.write(event(chunk("a")));
  const reading = readAll(await opening);
  await advance(600_000);
  body.write(event(lastChunk()));
  body.close();
  expect((await reading).error).toBeUndefined();
});

test("a connection that stays open after [DONE] is closed within a second, and no timer is left", async () => {
  const { body, opening } = openControlledStream();
  body.write(events("a"));
  await readAll(await opening);
  await advance(1_000);
  expect(body.isCanceled).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
