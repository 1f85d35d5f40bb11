import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RequestTimeoutError } from "../../src/models/errors.ts";
import { chunk, done, event, events, lastChunk, sse } from "../support/responses.ts";
import { atOnce } from "../support/observed-client.ts";
import { heldStream, openEventStream, getText } from "../support/open-stream.ts";
import { drained, failureOf, settled } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("timeoutMs, until the first data event", () => {
  test("timeoutMs expires while only comments arrive", async () => {
    const { body, opening } = heldStream({ timeoutMs: 1_000 });
    const failure = failureOf(opening);
    for (let second = 0; second < 10; second++) {
      body.write(": OPENROUTER PROCESSING\n\n");
      await pass(100);
    }
    const error = await failure;
    expect(RequestTimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ kind: "attempt", timeoutMs: 1_000, attempts: 1 });
    await settled();
    expect(body.isCancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs does not expire early", async () => {
    const { body, opening } = heldStream({ timeoutMs: 1_000 });
    await pass(999);
    body.write(event(chunk("a")));
    const stream = await opening;
    await stream.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs expires while only keep-alives arrive", async () => {
    const { body, opening } = heldStream({ timeoutMs: 1_000 });
    const failure = failureOf(opening);
    body.write("data:\n\n");
    await pass(1_000);
    expect(await failure).toMatchObject({ kind: "attempt" });
  });

  test("timeoutMs does not count after the first data event", async () => {
    const { body, opening } = heldStream({ timeoutMs: 1_000, idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reading = drained(await opening);
    await pass(3_600_000);
    body.write(event(chunk("b")) + event(lastChunk()) + done);
    const { items, error } = await reading;
    expect(error).toBeUndefined();
    expect(getText(items)).toEqual(["a", "b"]);
    body.close();
  });

  test("an attempt that exceeds timeoutMs is retried", async () => {
    let requests = 0;
    const opening = openEventStream(() => (++requests === 1 ? new Promise<Response>(() => {}) : sse(events("a"))), {
      timeoutMs: 1_000,
      retries: atOnce,
    });
    await pass(1_001);
    expect(getText((await drained(await opening)).items)).toEqual(["a"]);
    expect(requests).toBe(2);
  });
});

describe("idleTimeoutMs, after the first data event", () => {
  test("idleTimeoutMs expires after that time, with its kind and length", async () => {
    const { signal } = new AbortController();
    const { body, opening } = heldStream({ signal, idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const reading = drained(await opening);
    await pass(1_000);
    const { items, error } = await reading;
    expect(getText(items)).toEqual(["a"]);
    expect(RequestTimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ kind: "idle", timeoutMs: 1_000, attempts: 1 });
    expect(body.isCancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is 120 s by default", async () => {
    const { body, opening } = heldStream();
    body.write(event(chunk("a")));
    const reading = drained(await opening);
    let isOver = false;
    void reading.then(() => (isOver = true));
    await pass(119_999);
    expect(isOver).toBe(false);
    await pass(1);
    expect((await reading).error).toMatchObject({ kind: "idle", timeoutMs: 120_000 });
  });

  test.each([
    ["a comment", ": x\n\n"],
    ["half a line", "dat"],
    ["a part of a character", Uint8Array.of(0xf0)],
  ])("%s resets idleTimeoutMs", async (_, piece) => {
    const { body, opening } = heldStream({ idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const reading = drained(await opening);
    let isOver = false;
    void reading.then(() => (isOver = true));
    for (let round = 0; round < 5; round++) {
      await pass(999);
      body.write(piece);
      await settled();
    }
    await pass(999);
    expect(isOver).toBe(false);
    await pass(1);
    expect((await reading).error).toMatchObject({ kind: "idle" });
  });

  test("idleTimeoutMs does not count before the first data event", async () => {
    const { body, opening } = heldStream({ idleTimeoutMs: 1_000 });
    await pass(5_000);
    body.write(event(chunk("a")));
    await (await opening).cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("idleTimeoutMs does not count while the consumer is busy", async () => {
    const { body, opening } = heldStream({ timeoutMs: 1_000, idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const stream = await opening;
    await pass(60_000);
    const words: unknown[] = [];
    for await (const { choices } of stream) {
      words.push(choices[0]?.delta.content);
      await pass(60_000);
      if (words.length === 1) body.write(event(chunk("b")));
      if (words.length === 2) body.write(event(lastChunk()) + done);
    }
    body.close();
    expect(words).toEqual(["a", "b", ""]);
  });

  test("idleTimeoutMs starts from zero for each read of a slow consumer", async () => {
    const { body, opening } = heldStream({ idleTimeoutMs: 1_000 });
    body.write(event(chunk("a")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    await iterator.next();
    const second = iterator.next();
    await pass(600);
    body.write(event(chunk("b")));
    await second;
    await pass(600);
    const third = iterator.next();
    await pass(999);
    body.write(event(chunk("c")));
    expect(await third).toMatchObject({ done: false });
    await iterator.return?.();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each([Infinity, 2 ** 31, 2 ** 40, Number.MAX_VALUE])("limits of %d ms do not expire immediately", async (ms) => {
  const { body, opening } = heldStream({ timeoutMs: ms, idleTimeoutMs: ms });
  await pass(600_000);
  body.write(event(chunk("a")));
  const reading = drained(await opening);
  await pass(600_000);
  body.write(event(lastChunk()));
  body.close();
  expect((await reading).error).toBeUndefined();
});

test("a connection that stays open after [DONE] is closed within a second, and no timer is left", async () => {
  const { body, opening } = heldStream();
  body.write(events("a"));
  await drained(await opening);
  await pass(1_000);
  expect(body.isCancelled).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
