import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../src/models/errors.ts";
import { chunk, done, event, events, eventStream, lastChunk, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";

const truncated = { name: "ConnectionError", kind: "truncated", attempts: 1 };

describe("the normal end of a stream", () => {
  test("[DONE] ends the stream", async () => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a")), done)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a")]);
  });

  test.each([
    ["an event", event(chunk("late"))],
    ["text that is not JSON", event("{{{")],
    ["an error", event({ error: { code: 500, message: "late" } })],
    ["bytes that are not UTF-8", "\u00ff\u0000data: x\n\n"],
  ])("ignores %s after [DONE]", async (_, late) => {
    for (const parts of [[events("a") + late], [events("a"), late]]) {
      const { items, error } = await readAll(await openEventStream(() => sse(...parts)));
      expect(error).toBeUndefined();
      expect(getTexts(items)).toEqual(["a"]);
    }
  });

  test("[DONE] ends the stream while the connection stays open", async () => {
    const { body, opening } = openControlledStream();
    body.write(events("a"));
    const { items, error } = await readAll(await opening);
    expect(error).toBeUndefined();
    expect(getTexts(items)).toEqual(["a"]);
    body.close();
    await flushPromises();
  });

  test("a connection that fails after [DONE] is not an error", async () => {
    const { body, opening } = openControlledStream();
    body.write(events("a"));
    const { error } = await readAll(await opening);
    body.error(new TypeError("terminated"));
    await flushPromises();
    expect(error).toBeUndefined();
  });

  test("a stream ends normally when the connection closes after a finish_reason", async () => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a")), event(lastChunk()))));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), lastChunk()]);
  });

  test("a usage chunk between the finish_reason and the end is delivered", async () => {
    const usage = { ...chunk(""), choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
    const { items, error } = await readAll(await openEventStream(() => sse(event(lastChunk()), event(usage))));
    expect(error).toBeUndefined();
    expect(items).toEqual([lastChunk(), usage]);
  });

  test("a stream of only [DONE] ends without chunks", async () => {
    expect(await readAll(await openEventStream(() => sse(done)))).toEqual({ items: [] });
  });
});

describe("the last event without its blank line", () => {
  test.each(["", "\n", "\r", "\r\n"])("a last event of complete JSON, followed by %j, is delivered", async (end) => {
    const text = event(chunk("a")) + `data: ${JSON.stringify(lastChunk())}${end}`;
    const { items, error } = await readAll(await openEventStream(() => sse(text)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), lastChunk()]);
  });

  test("a last event of [DONE] ends the stream", async () => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a")), "data: [DONE]")));
    expect(error).toBeUndefined();
    expect(getTexts(items)).toEqual(["a"]);
  });

  test("a last event that is the only one is delivered", async () => {
    const { items } = await readAll(await openEventStream(() => sse(`data: ${JSON.stringify(lastChunk())}`)));
    expect(items).toEqual([lastChunk()]);
  });

  test("a last event of incomplete JSON is a ConnectionError after the earlier chunks", async () => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a")), 'data: {"id":"gen')));
    expect(getTexts(items)).toEqual(["a"]);
    expect(error).toMatchObject(truncated);
  });

  test("a last event that ends within a character is a ConnectionError", async () => {
    const bytes = new TextEncoder().encode('data: {"a":"é');
    const { error } = await readAll(await openEventStream(() => sse(event(chunk("a")), bytes.subarray(0, -1))));
    expect(error).toMatchObject(truncated);
  });
});

describe("a truncated stream", () => {
  test("a clean end before a finish_reason is a ConnectionError after the earlier chunks", async () => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a")), event(chunk("b")))));
    expect(getTexts(items)).toEqual(["a", "b"]);
    expect(error).toMatchObject(truncated);
    expect(ConnectionError.isInstance(error)).toBe(true);
    expect(error).not.toHaveProperty("cause");
  });

  test("a failed connection is a ConnectionError with the transport's error as cause", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const stream = await opening;
    const reading = readAll(stream);
    const cause = new TypeError("terminated", {
      cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
    });
    body.error(cause);
    const { items, error } = await reading;
    expect(getTexts(items)).toEqual(["a"]);
    expect(error).toMatchObject(truncated);
    expect((error as Error).cause).toBe(cause);
  });

  test("a connection that fails between the finish_reason and [DONE] is a ConnectionError", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(lastChunk()));
    const reading = readAll(await opening);
    body.error(new TypeError("terminated"));
    expect((await reading).error).toMatchObject(truncated);
  });

  test.each([
    ["no data", () => sse()],
    ["only comments", () => sse(": OPENROUTER PROCESSING\n\n", ": OPENROUTER PROCESSING\n\n")],
    ["only events without data", () => sse("event: ping\n\nid: 1\n\n")],
    ["only white space", () => sse("\n\n \n")],
    ["a null body", () => eventStream(null)],
  ])("an event stream with %s is truncated", async (_, respond) => {
    expect(await getRejection(openEventStream(respond))).toMatchObject(truncated);
  });

  test("a stream stays ended after its error", async () => {
    const iterator = (await openEventStream(() => sse(event(chunk("a")))))[Symbol.asyncIterator]();
    await iterator.next();
    await getRejection(iterator.next());
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
