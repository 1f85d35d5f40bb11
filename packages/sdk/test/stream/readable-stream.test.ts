import { describe, expect, test } from "vitest";
import { chunk, event, events, lastChunk, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream } from "../support/open-stream.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";

describe("toReadableStream", () => {
  test("toReadableStream() delivers the chunks and closes at the end", async () => {
    const readable = (await openEventStream(() => sse(events("a", "b")))).toReadableStream();
    expect(readable).toBeInstanceOf(ReadableStream);
    expect(await readAll(readable)).toEqual({ items: [chunk("a"), chunk("b"), lastChunk()] });
  });

  test("toReadableStream() fails with the stream's error", async () => {
    const readable = (await openEventStream(() => sse(event(chunk("a"))))).toReadableStream();
    const { items, error } = await readAll(readable);
    expect(items).toEqual([chunk("a")]);
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
  });

  test("a stream cannot be iterated after toReadableStream()", async () => {
    const stream = await openEventStream(() => sse(events("a")));
    const readable = stream.toReadableStream();
    expect((await readAll(stream)).error).toBeInstanceOf(TypeError);
    expect(() => stream.toReadableStream()).toThrow(TypeError);
    await readable.cancel();
  });

  test("toReadableStream() reads only what its consumer requests", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const readable = (await opening).toReadableStream();
    const before = body.reads;
    await flushPromises();
    expect(body.reads).toBe(before);
    const reader = readable.getReader();
    expect(await reader.read()).toEqual({ done: false, value: chunk("a") });
    await flushPromises();
    expect(body.reads).toBe(before);
    await reader.cancel();
  });

  test("toReadableStream() can be piped through a transform into a Response", async () => {
    const readable = (await openEventStream(() => sse(events("a", "b")))).toReadableStream();
    const toText = new TransformStream<
      { choices: readonly { delta: { content?: string | null | undefined } }[] },
      Uint8Array
    >({
      transform({ choices }, controller) {
        controller.enqueue(new TextEncoder().encode(choices[0]?.delta.content ?? ""));
      },
    });
    expect(await new Response(readable.pipeThrough(toText)).text()).toBe("ab");
  });

  test("a ReadableStream ends when the stream is canceled while its reader waits", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const stream = await opening;
    const reader = stream.toReadableStream().getReader();
    await reader.read();
    const waiting = reader.read();
    await stream.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(body.isCanceled).toBe(true);
  });

  test("a ReadableStream fails with the abort error", async () => {
    const controller = new AbortController();
    const { body, opening } = openControlledStream({ signal: controller.signal });
    body.write(event(chunk("a")));
    const reader = (await opening).toReadableStream().getReader();
    await reader.read();
    const waiting = getRejection(reader.read());
    controller.abort("enough");
    expect(await waiting).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
  });
});
