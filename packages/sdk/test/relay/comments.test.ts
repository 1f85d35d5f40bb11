import type { ChatCompletionChunk } from "@org/types/schemas";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chatStream } from "../../src/funcs/chatStream.ts";
import { relay } from "../../src/relay.ts";
import { EventStream, type StreamSource } from "../../src/stream/event-stream.ts";
import { chunk, done, event, lastChunk, sse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { openControlledStream, openEventStream } from "../support/open-stream.ts";
import { createDeferred, flushPromises } from "../support/promises.ts";
import { yieldChunks, keepAlive, createTextReader } from "./support.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const processing = ": OPENROUTER PROCESSING\n\n";

describe("the service's comments in relay", () => {
  test("are passed on unchanged, in order", async () => {
    const stream = await openEventStream(() =>
      sse(event(chunk("a")), `${processing}:x:\u0000 é\n\n`, event(chunk("b")), event(lastChunk()) + done),
    );
    const text = await relay(stream).text();
    expect(text).toBe(
      `${keepAlive}${event(chunk("a"))}${processing}:x:\u0000 é\n\n${event(chunk("b"))}${event(lastChunk())}${done}`,
    );
  });

  test("are passed on from a ChatStream", async () => {
    const respond = () => sse(event(chunk("a")), processing, event(lastChunk()) + done);
    const stream = chatStream(observedClient({ fetch: respond }).client, question);
    expect(await relay(stream).text()).toBe(
      `${keepAlive}${event(chunk("a"))}${processing}${event(lastChunk())}${done}`,
    );
    expect(await stream.finalText()).toBe("a");
  });

  test("are all passed on if they arrive one by one", async () => {
    const { body, opening } = openControlledStream();
    body.write(processing + event(chunk("a")));
    const reader = createTextReader(relay(opening));
    expect(await reader.next()).toBe(keepAlive);
    expect(await reader.next()).toBe(event(chunk("a")));
    for (let count = 0; count < 3; count++) {
      const reading = reader.next();
      await flushPromises();
      body.write(processing);
      expect(await reading).toBe(processing);
    }
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("do not accumulate while the reader is slow", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening));
    await reader.next();
    await reader.next();
    const reading = reader.next();
    await flushPromises();
    for (let count = 0; count < 100; count++) body.write(`:${count}\n\n`);
    expect(await reading).toBe(":0\n\n");
    await flushPromises();
    body.write(event(chunk("b")));
    await flushPromises();
    const rest = [await reader.next(), await reader.next()];
    expect(rest).toEqual([":99\n\n", event(chunk("b"))]);
    await reader.cancel();
  });

  test("cannot inject an event", async () => {
    const waiting = createDeferred<IteratorResult<ChatCompletionChunk, undefined>>();
    const source: StreamSource<ChatCompletionChunk> = { next: () => waiting.promise, close: () => {} };
    const reader = createTextReader(relay(new EventStream(source)));
    await reader.next();
    const reading = reader.next();
    await flushPromises();
    source.onComment?.("a\n\ndata: [DONE]\r\n\r\n");
    expect(await reading).toBe(":a  data: [DONE]    \n\n");
    await reader.cancel();
  });
});

describe("the keep-alive comments of relay", () => {
  test("are sent after each 15 s of silence, even while the call is pending", async () => {
    const reader = createTextReader(relay(new Promise<never>(() => {})));
    await reader.next();
    for (let count = 0; count < 3; count++) {
      let seen: string | undefined;
      void reader.next().then((text) => (seen = text));
      await advance(14_999);
      expect(seen).toBeUndefined();
      await advance(1);
      expect(seen).toBe(keepAlive);
    }
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("are postponed by events", async () => {
    const { body, opening } = openControlledStream({ idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening, { keepAliveMs: 1_000 }));
    await reader.next();
    await reader.next();
    let reading = reader.next();
    await advance(900);
    body.write(event(chunk("b")));
    expect(await reading).toBe(event(chunk("b")));
    reading = reader.next();
    await advance(999);
    body.write(event(chunk("c")));
    expect(await reading).toBe(event(chunk("c")));
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("do not accumulate while the reader is slow, and no chunk is lost", async () => {
    const { body, opening } = openControlledStream({ idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening, { keepAliveMs: 1_000 }));
    await reader.next();
    await reader.next();
    const reading = reader.next();
    await advance(1_000);
    expect(await reading).toBe(keepAlive);
    await advance(60_000);
    expect(vi.getTimerCount()).toBe(0);
    body.write(event(chunk("b")));
    await flushPromises();
    expect(await reader.next()).toBe(event(chunk("b")));
    await reader.cancel();
  });

  test("can be disabled", async () => {
    const reader = createTextReader(relay(new Promise<never>(() => {}), { keepAliveMs: Infinity }));
    await reader.next();
    void reader.next();
    await flushPromises();
    expect(vi.getTimerCount()).toBe(0);
    await reader.cancel();
  });

  test("leave no timer at the end or after an error", async () => {
    await relay(yieldChunks(["a"])).text();
    await relay(yieldChunks(["a"], new Error("x"))).text();
    expect(vi.getTimerCount()).toBe(0);
  });
});
