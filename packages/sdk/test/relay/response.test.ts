import { describe, expect, test, vi } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import { relay } from "../../src/relay.ts";
import { chunk, done, event, lastChunk, sse } from "../support/responses.ts";
import { openControlledStream, openEventStream } from "../support/open-stream.ts";
import { flushPromises } from "../support/promises.ts";
import { yieldChunks, keepAlive, createTextReader, yieldValues } from "./support.ts";

const never = new Promise<never>(() => {});

describe("the response of relay", () => {
  test("is returned immediately with its headers, while the call is pending", async () => {
    const response = relay(never);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    const reader = createTextReader(response);
    expect(await reader.next()).toBe(keepAlive);
    await reader.cancel();
  });

  test("has the given status and headers in place of the defaults", () => {
    const headers = { "Cache-Control": "no-store", "x-accel-buffering": null, "access-control-allow-origin": "*" };
    const response = relay(yieldChunks([]), { status: 201, headers });
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "access-control-allow-origin": "*",
    });
    const cookies = new Headers([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
    expect(relay(yieldChunks([]), { headers: cookies }).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test.each([
    [{ headers: { "x-note": "one\ntwo" } }, "x-note"],
    [{ keepAliveMs: 0 }, "keepAliveMs"],
    [{ keepAliveMs: Number.NaN }, "keepAliveMs"],
  ])("throws for %o, and makes no call", (init, named) => {
    const source = vi.fn<() => Promise<never>>();
    expect(() => relay(source, init)).toThrow(InvalidRequestError);
    expect(() => relay(source, init)).toThrow(named);
    expect(source).not.toHaveBeenCalled();
  });

  test("throws for a status without a body, and makes no call", () => {
    const source = vi.fn<() => Promise<never>>();
    expect(() => relay(source, { status: 204 })).toThrow(TypeError);
    expect(source).not.toHaveBeenCalled();
  });
});

describe("the exact body of relay", () => {
  const expected = keepAlive + event(chunk("Grüße 🌍")) + event(chunk("two\nlines")) + done;
  const contents = ["Grüße 🌍", "two\nlines"];
  const success = {
    ok: true as const,
    value: yieldChunks(contents),
    response: new Response(),
    requestId: undefined,
    attempts: 1,
  };

  test.each([
    ["an iterable", () => relay(yieldChunks(contents))],
    ["a promise of an iterable", () => relay(Promise.resolve(yieldChunks(contents)))],
    ["a result", () => relay(success)],
    ["a promise of a result", () => relay(Promise.resolve({ ...success, value: yieldChunks(contents) }))],
    ["a function that returns an iterable", () => relay(() => yieldChunks(contents))],
    ["a function that returns a promise", () => relay(async () => yieldChunks(contents))],
  ])("of %s", async (_, make) => {
    expect(await make().text()).toBe(expected);
  });

  test("of a stream without chunks", async () => {
    expect(await relay(yieldChunks([])).text()).toBe(keepAlive + done);
  });

  test("keeps unknown fields and their order", async () => {
    const unusual: unknown = JSON.parse('{"z":1,"__proto__":{"a":2},"choices":[],"new":"\\u2028"}');
    expect(await relay(yieldValues(unusual)).text()).toBe(
      `${keepAlive}data: {"z":1,"__proto__":{"a":2},"choices":[],"new":"\u2028"}\n\n${done}`,
    );
  });
});

describe("relay and the JSON of chunks", () => {
  test("passes it on as it arrived, with numbers that JavaScript rounds", async () => {
    const json = `{ "id":"gen-1", "created":1e3, "seed":12345678901234567890, "choices":[{"index":0,"delta":{"content":"a"}}] }`;
    const stream = await openEventStream(() => sse(event(json), event(json), event(lastChunk()) + done));
    expect(await relay(stream).text()).toBe(keepAlive + event(json) + event(json) + event(lastChunk()) + done);
  });

  test("writes a chunk that arrived in several lines as one line", async () => {
    const lines = JSON.stringify(chunk("a"), null, 1).replaceAll(/^/gm, "data: ");
    const stream = await openEventStream(() => sse(`${lines}\n\n`, event(lastChunk()) + done));
    expect(await relay(stream).text()).toBe(keepAlive + event(chunk("a")) + event(lastChunk()) + done);
  });

  test("answers reads that wait at the same time in order", async () => {
    const { body, opening } = openControlledStream();
    body.write(event(chunk("a")));
    const reader = createTextReader(relay(opening));
    const reads = [reader.next(), reader.next(), reader.next(), reader.next()];
    await flushPromises();
    body.write(`:x\n\n${event(chunk("b"))}`);
    expect(await Promise.all(reads)).toEqual([keepAlive, event(chunk("a")), ":x\n\n", event(chunk("b"))]);
    await reader.cancel();
  });
});
