import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../src/models/errors.ts";
import { chunk, done, event, events, eventStream, lastChunk, sse } from "../support/responses.ts";
import { heldStream, openEventStream, getText } from "../support/open-stream.ts";
import { drained, failureOf, nextTurn } from "../support/promises.ts";

const truncated = { name: "ConnectionError", kind: "truncated", attempts: 1 };

describe("the end that is done", () => {
  test("[DONE] ends the stream", async () => {
    const { items, error } = await drained(await openEventStream(() => sse(event(chunk("a")), done)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a")]);
  });

  test.each([
    ["an event", event(chunk("late"))],
    ["text that is no JSON", event("{{{")],
    ["an error", event({ error: { code: 500, message: "late" } })],
    ["bytes that are no UTF-8", "\u00ff\u0000data: x\n\n"],
  ])("after [DONE], %s is ignored", async (_, late) => {
    for (const parts of [[events("a") + late], [events("a"), late]]) {
      const { items, error } = await drained(await openEventStream(() => sse(...parts)));
      expect(error).toBeUndefined();
      expect(getText(items)).toEqual(["a"]);
    }
  });

  test("[DONE] ends the stream though the connection stays open", async () => {
    const { body, opening } = heldStream();
    body.write(events("a"));
    const { items, error } = await drained(await opening);
    expect(error).toBeUndefined();
    expect(getText(items)).toEqual(["a"]);
    body.close();
    await nextTurn();
  });

  test("a connection that breaks after [DONE] breaks nothing", async () => {
    const { body, opening } = heldStream();
    body.write(events("a"));
    const { error } = await drained(await opening);
    body.error(new TypeError("terminated"));
    await nextTurn();
    expect(error).toBeUndefined();
  });

  test("the connection's clean end after a finish_reason is done", async () => {
    const { items, error } = await drained(await openEventStream(() => sse(event(chunk("a")), event(lastChunk()))));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), lastChunk()]);
  });

  test("a usage chunk between the finish_reason and the end is delivered", async () => {
    const usage = { ...chunk(""), choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
    const { items, error } = await drained(await openEventStream(() => sse(event(lastChunk()), event(usage))));
    expect(error).toBeUndefined();
    expect(items).toEqual([lastChunk(), usage]);
  });

  test("a stream of [DONE] alone is done, without chunks", async () => {
    expect(await drained(await openEventStream(() => sse(done)))).toEqual({ items: [] });
  });
});

describe("the last event without its blank line", () => {
  test.each(["", "\n", "\r", "\r\n"])("counts when it is complete JSON, followed by %j", async (end) => {
    const text = event(chunk("a")) + `data: ${JSON.stringify(lastChunk())}${end}`;
    const { items, error } = await drained(await openEventStream(() => sse(text)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), lastChunk()]);
  });

  test("counts when it is [DONE]", async () => {
    const { items, error } = await drained(await openEventStream(() => sse(event(chunk("a")), "data: [DONE]")));
    expect(error).toBeUndefined();
    expect(getText(items)).toEqual(["a"]);
  });

  test("counts when it is the only event", async () => {
    const { items } = await drained(await openEventStream(() => sse(`data: ${JSON.stringify(lastChunk())}`)));
    expect(items).toEqual([lastChunk()]);
  });

  test("that is incomplete JSON is a cut, after everything before it was delivered", async () => {
    const { items, error } = await drained(await openEventStream(() => sse(event(chunk("a")), 'data: {"id":"gen')));
    expect(getText(items)).toEqual(["a"]);
    expect(error).toMatchObject(truncated);
  });

  test("that ends in the middle of a character is a cut", async () => {
    const bytes = new TextEncoder().encode('data: {"a":"é');
    const { error } = await drained(await openEventStream(() => sse(event(chunk("a")), bytes.subarray(0, -1))));
    expect(error).toMatchObject(truncated);
  });
});

describe("the cut", () => {
  test("a clean end before a finish_reason is a ConnectionError, after everything before it was delivered", async () => {
    const { items, error } = await drained(await openEventStream(() => sse(event(chunk("a")), event(chunk("b")))));
    expect(getText(items)).toEqual(["a", "b"]);
    expect(error).toMatchObject(truncated);
    expect(ConnectionError.isInstance(error)).toBe(true);
    expect(error).not.toHaveProperty("cause");
  });

  test("a connection that breaks is a ConnectionError with the transport's error as cause", async () => {
    const { body, opening } = heldStream();
    body.write(event(chunk("a")));
    const stream = await opening;
    const reading = drained(stream);
    const cause = new TypeError("terminated", {
      cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
    });
    body.error(cause);
    const { items, error } = await reading;
    expect(getText(items)).toEqual(["a"]);
    expect(error).toMatchObject(truncated);
    expect((error as Error).cause).toBe(cause);
  });

  test("a connection that breaks after the finish_reason but before [DONE] is a cut too", async () => {
    const { body, opening } = heldStream();
    body.write(event(lastChunk()));
    const reading = drained(await opening);
    body.error(new TypeError("terminated"));
    expect((await reading).error).toMatchObject(truncated);
  });

  test.each([
    ["nothing", () => sse()],
    ["nothing but comments", () => sse(": OPENROUTER PROCESSING\n\n", ": OPENROUTER PROCESSING\n\n")],
    ["nothing but events without data", () => sse("event: ping\n\nid: 1\n\n")],
    ["nothing but white space", () => sse("\n\n \n")],
    ["no body at all, as some runtimes say it", () => eventStream(null)],
  ])("an event stream of %s is truncated", async (_, answer) => {
    expect(await failureOf(openEventStream(answer))).toMatchObject(truncated);
  });

  test("after its error the stream stays ended", async () => {
    const iterator = (await openEventStream(() => sse(event(chunk("a")))))[Symbol.asyncIterator]();
    await iterator.next();
    await failureOf(iterator.next());
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
