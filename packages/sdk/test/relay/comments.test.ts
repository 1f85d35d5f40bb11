import type { ChatCompletionChunk } from "@org/types/schemas";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chatStream } from "../../src/funcs/chatStream.ts";
import { relay } from "../../src/relay.ts";
import { EventStream, type StreamSource } from "../../src/stream/event-stream.ts";
import { chunk, done, event, lastChunk, sse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { heldStream, openEventStream } from "../support/open-stream.ts";
import { deferred, settled } from "../support/promises.ts";
import { chunksThen, silence, textReader } from "./support.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const processing = ": OPENROUTER PROCESSING\n\n";

describe("the service's comments in relay", () => {
  test("are passed on unchanged, in order", async () => {
    const stream = await openEventStream(() =>
      sse(event(chunk("a")), `${processing}:x:\u0000 é\n\n`, event(chunk("b")), event(lastChunk()) + done),
    );
    const text = await relay(stream).text();
    expect(text).toBe(
      `${silence}${event(chunk("a"))}${processing}:x:\u0000 é\n\n${event(chunk("b"))}${event(lastChunk())}${done}`,
    );
  });

  test("are passed on from a ChatStream", async () => {
    const respond = () => sse(event(chunk("a")), processing, event(lastChunk()) + done);
    const stream = chatStream(observedClient({ fetch: respond }).client, question);
    expect(await relay(stream).text()).toBe(`${silence}${event(chunk("a"))}${processing}${event(lastChunk())}${done}`);
    expect(await stream.finalText()).toBe("a");
  });

  test("are all passed on if they arrive one by one", async () => {
    const { body, opening } = heldStream();
    body.write(processing + event(chunk("a")));
    const reader = textReader(relay(opening));
    expect(await reader.next()).toBe(silence);
    expect(await reader.next()).toBe(event(chunk("a")));
    for (let count = 0; count < 3; count++) {
      const reading = reader.next();
      await settled();
      body.write(processing);
      expect(await reading).toBe(processing);
    }
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("do not accumulate while the reader is slow", async () => {
    const { body, opening } = heldStream();
    body.write(event(chunk("a")));
    const reader = textReader(relay(opening));
    await reader.next();
    await reader.next();
    const reading = reader.next();
    await settled();
    for (let count = 0; count < 100; count++) body.write(`:${count}\n\n`);
    expect(await reading).toBe(":0\n\n");
    await settled();
    body.write(event(chunk("b")));
    await settled();
    const rest = [await reader.next(), await reader.next()];
    expect(rest).toEqual([":99\n\n", event(chunk("b"))]);
    await reader.cancel();
  });

  test("cannot inject an event", async () => {
    const waiting = deferred<IteratorResult<ChatCompletionChunk, undefined>>();
    const source: StreamSource<ChatCompletionChunk> = { next: () => waiting.promise, close: () => {} };
    const reader = textReader(relay(new EventStream(source)));
    await reader.next();
    const reading = reader.next();
    await settled();
    source.onComment?.("a\n\ndata: [DONE]\r\n\r\n");
    expect(await reading).toBe(":a  data: [DONE]    \n\n");
    await reader.cancel();
  });
});

describe("the keep-alive comments of relay", () => {
  test("are sent after each 15 s of silence, also while the call is pending", async () => {
    const reader = textReader(relay(new Promise<never>(() => {})));
    await reader.next();
    for (let count = 0; count < 3; count++) {
      let seen: string | undefined;
      void reader.next().then((text) => (seen = text));
      await pass(14_999);
      expect(seen).toBeUndefined();
      await pass(1);
      expect(seen).toBe(silence);
    }
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("are postponed by events", async () => {
    const { body, opening } = heldStream({ idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reader = textReader(relay(opening, { keepAliveMs: 1_000 }));
    await reader.next();
    await reader.next();
    let reading = reader.next();
    await pass(900);
    body.write(event(chunk("b")));
    expect(await reading).toBe(event(chunk("b")));
    reading = reader.next();
    await pass(999);
    body.write(event(chunk("c")));
    expect(await reading).toBe(event(chunk("c")));
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("do not accumulate while the reader is slow, and no chunk is lost", async () => {
    const { body, opening } = heldStream({ idleTimeoutMs: Infinity });
    body.write(event(chunk("a")));
    const reader = textReader(relay(opening, { keepAliveMs: 1_000 }));
    await reader.next();
    await reader.next();
    const reading = reader.next();
    await pass(1_000);
    expect(await reading).toBe(silence);
    await pass(60_000);
    expect(vi.getTimerCount()).toBe(0);
    body.write(event(chunk("b")));
    await settled();
    expect(await reader.next()).toBe(event(chunk("b")));
    await reader.cancel();
  });

  test("can be disabled", async () => {
    const reader = textReader(relay(new Promise<never>(() => {}), { keepAliveMs: Infinity }));
    await reader.next();
    void reader.next();
    await settled();
    expect(vi.getTimerCount()).toBe(0);
    await reader.cancel();
  });

  test("leave no timer at the end or after an error", async () => {
    await relay(chunksThen(["a"])).text();
    await relay(chunksThen(["a"], new Error("x"))).text();
    expect(vi.getTimerCount()).toBe(0);
  });
});
