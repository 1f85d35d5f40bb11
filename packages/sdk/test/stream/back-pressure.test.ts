import { describe, expect, test } from "vitest";
import { chunk, done, event, lastChunk, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners, flushPromises } from "../support/promises.ts";

describe("back-pressure", () => {
  test("reads a piece only when the consumer requests it", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new TextEncoder().encode(event(chunk(String(sent++))))) },
      { highWaterMark: 0 },
    );
    const iterator = (await openEventStream(() => new Response(body)))[Symbol.asyncIterator]();
    expect(sent).toBe(1);
    for (let count = 1; count <= 5; count++) {
      expect(await iterator.next()).toEqual({ done: false, value: chunk(String(count - 1)) });
      await flushPromises();
      expect(sent).toBe(count);
    }
    await iterator.return?.();
  });

  test("events in one piece are delivered without another read", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")) + event(chunk("b")) + event(chunk("c")));
    const iterator = (await opening)[Symbol.asyncIterator]();
    const reads = body.reads;
    for (let count = 0; count < 3; count++) await iterator.next();
    await flushPromises();
    expect(body.reads).toBe(reads);
    await iterator.return?.();
  });
});

test("reads at most 64 KiB after [DONE], so that the connection can be reused", async () => {
  let sent = 0;
  let isCanceled = false;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    sent++;
    if (sent > 10_000) controller.close();
    else controller.enqueue(sent === 1 ? new TextEncoder().encode(event(chunk("a")) + done) : new Uint8Array(10_000));
  };
  const body = new ReadableStream<Uint8Array>({ pull, cancel: () => void (isCanceled = true) }, { highWaterMark: 0 });
  expect((await readAll(await openEventStream(() => new Response(body)))).items).toEqual([chunk("a")]);
  await expect.poll(() => isCanceled).toBe(true);
  // The piece with [DONE], and at most 64 KiB in pieces of 10,000 bytes.
  expect(sent).toBe(1 + 7);
});

describe("maxEventBytes", () => {
  const tooLarge = {
    name: "ResponseValidationError",
    statusCode: 200,
    message: expect.stringContaining("maxEventBytes"),
  };
  const data = JSON.stringify(chunk("x".repeat(500)));

  test("maxEventBytes allows an event of exactly that size and rejects one more byte", async () => {
    for (const ending of ["\n\n", "\n", ""]) {
      const respond = () => sse(`data: ${JSON.stringify(lastChunk())}\n\n`, `data:${data}${ending}`);
      const fits = await readAll(await openEventStream(respond, { maxEventBytes: data.length }));
      expect(fits.error).toBeUndefined();
      expect(fits.items).toHaveLength(2);
      const { items, error } = await readAll(await openEventStream(respond, { maxEventBytes: data.length - 1 }));
      expect(items).toHaveLength(1);
      expect(error).toMatchObject(tooLarge);
    }
  });

  test("maxEventBytes counts bytes, not characters", async () => {
    const wide = JSON.stringify(chunk("日".repeat(500)));
    const bytes = new TextEncoder().encode(wide).length;
    for (const ending of ["\n\n", ""]) {
      const respond = () => sse(event(lastChunk()), `data:${wide}${ending}`);
      const fits = await readAll(await openEventStream(respond, { maxEventBytes: bytes }));
      expect(fits.error).toBeUndefined();
      const { error } = await readAll(await openEventStream(respond, { maxEventBytes: bytes - 1 }));
      expect(error).toMatchObject(tooLarge);
    }
  });

  test.each([
    ["an event without an end", (piece: string) => piece, "data: "],
    ["a comment without an end", (piece: string) => piece, ": "],
    ["a field without an end", (piece: string) => piece, "id: "],
    ["an event of lines without an end", (piece: string) => `data: ${piece}\n`, ""],
  ])("%s is not buffered without limit", async (_, formatPiece, start) => {
    let sent = 0;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const text = sent === 0 ? event(chunk("a")) + start : formatPiece("y".repeat(100));
      sent++;
      controller.enqueue(new TextEncoder().encode(text));
    };
    let isCanceled = false;
    const body = new ReadableStream<Uint8Array>({ pull, cancel: () => void (isCanceled = true) }, { highWaterMark: 0 });
    const { signal } = new AbortController();
    const stream = await openEventStream(() => new Response(body), { signal, maxEventBytes: 1_000 });
    const { items, error } = await readAll(stream);
    expect(items).toEqual([chunk("a")]);
    expect(error).toMatchObject(tooLarge);
    expect(sent).toBeLessThanOrEqual(13);
    expect(isCanceled).toBe(true);
    expect(countListeners(signal)).toBe(0);
  });

  test("maxEventBytes applies to each comment separately", async () => {
    const comments = Array.from({ length: 50 }, () => `: ${"c".repeat(90)}\n`);
    const { items, error } = await readAll(
      await openEventStream(() => sse(...comments, event("[DONE]")), { maxEventBytes: 100 }),
    );
    expect({ items, error }).toEqual({ items: [], error: undefined });
  });

  test("a first event that is too large is not retried", async () => {
    let requests = 0;
    const respond = () => (requests++, sse(event(chunk("x".repeat(500))), done));
    const failure = await getRejection(
      openEventStream(respond, { maxEventBytes: 100, retries: { strategy: "backoff" } }),
    );
    expect(failure).toMatchObject(tooLarge);
    expect(requests).toBe(1);
  });

  test("maxEventBytes is 64 MiB by default and the error contains both sizes", async () => {
    const fits = event(chunk("x".repeat(64 * 2 ** 20 - 1_000)));
    const stream = await readAll(await openEventStream(() => sse(event(lastChunk()), fits, done)));
    expect(stream.error).toBeUndefined();
    expect(stream.items).toHaveLength(2);
    const large = JSON.stringify(chunk("x".repeat(64 * 2 ** 20)));
    const { error } = await readAll(await openEventStream(() => sse(event(lastChunk()), event(large), done)));
    expect(error).toMatchObject(tooLarge);
    expect((error as Error).message).toMatch(
      new RegExp(`at least ${large.length} bytes; maxEventBytes is ${64 * 2 ** 20}$`),
    );
  });
});
