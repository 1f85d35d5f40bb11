import { describe, expect, test } from "vitest";
import { ChatCompletionError, ResponseValidationError } from "../../src/models/errors.ts";
import { chunk, completion, done, event, events, eventStream, lastChunk, sse } from "../support/responses.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { openControlledStream, openEventStream } from "../support/open-stream.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";

const error = { code: 429, message: "Slow down" };
const respondWith = (body: string, type?: string) => () =>
  new Response(body, type ? { headers: { "content-type": type } } : {});

describe("a JSON response to a request with stream: true", () => {
  test.each(["application/json", "text/event-stream", "text/plain", undefined])(
    "a JSON error (%s) in place of a stream is a ChatCompletionError",
    async (type) => {
      for (const space of ["", "\n   \n", "\ufeff"]) {
        const failure = await getRejection(openEventStream(respondWith(space + JSON.stringify({ error }), type)));
        expect(ChatCompletionError.isInstance(failure)).toBe(true);
        expect(failure).toMatchObject({ statusCode: 429, error, message: "429: Slow down" });
      }
    },
  );

  test("a JSON error in place of a stream is retried by its code", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => (index < 2 ? Response.json({ error }) : sse(events("a"))),
    });
    const stream = await client.chat.complete({ ...question, stream: true });
    expect((await readAll(stream)).items).toEqual([chunk("a"), lastChunk()]);
    expect(requests).toHaveLength(3);
  });

  test("a JSON error with choices has them as partial and is not retried", async () => {
    const body = { ...completion(), error };
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => Response.json(body) });
    const failure = await getRejection(client.chat.complete({ ...question, stream: true }));
    expect(failure).toMatchObject({ statusCode: 429, partial: completion()["choices"], isRetryable: false });
    expect(requests).toHaveLength(1);
  });

  test("a completion in place of a stream is a ResponseValidationError and is not retried", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: () => Response.json(completion()),
    });
    const failure = await getRejection(client.chat.complete({ ...question, stream: true }));
    expect(ResponseValidationError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ statusCode: 200, rawText: JSON.stringify(completion()) });
    expect(requests).toHaveLength(1);
  });

  test("a JSON response in pieces is read to its end", async () => {
    const { body, opening } = openControlledStream();
    for (const piece of [" ", "\n", '{"error":{"code":', '418,"message":"tea"', "}}"]) {
      body.write(piece);
      await flushPromises();
    }
    body.close();
    expect(await getRejection(opening)).toMatchObject({ statusCode: 418, message: "418: tea" });
  });

  test.each(['"overloaded"', "[]", "{}"])("a JSON response of %s is a ResponseValidationError", async (body) => {
    const failure = await getRejection(openEventStream(respondWith(body, "application/json")));
    expect(failure).toMatchObject({ name: "ResponseValidationError", rawText: body });
  });

  test("a JSON response that is truncated is a ConnectionError", async () => {
    const { body, opening } = openControlledStream();
    body.write('{"error":{"co');
    const failure = getRejection(opening);
    await expect.poll(() => body.reads).toBe(1);
    const cause = new TypeError("terminated");
    body.error(cause);
    expect(await failure).toMatchObject({ name: "ConnectionError", kind: "truncated", cause });
  });
});

describe("a response whose content type is text/event-stream", () => {
  test.each([
    "foo: bar\n",
    "field without colon\n",
    "timestamp: 5\r\n",
    "null\n",
    "{a: b\n",
    '"id": 7\r',
    "[x]: y\n\n",
    "-\n",
  ])("an event stream can begin with any line: %j", async (start) => {
    for (const pieces of [[start + event(chunk("a")) + done], [...(start + event(chunk("a")) + done)]]) {
      expect(await readAll(await openEventStream(() => sse(...pieces)))).toEqual({ items: [chunk("a")] });
    }
  });

  test("delivers the first chunk when it arrives, whatever the first line is", async () => {
    const { body, opening } = openControlledStream();
    body.write(`{"half of it\n${event(chunk("a"))}`);
    const stream = await opening;
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ done: false, value: chunk("a") });
    body.write(done);
    body.close();
  });

  test("is not a stream when its whole body is JSON, even over several lines", async () => {
    const body = JSON.stringify({ error: { code: 418, message: "tea\ndata: x" } }, null, 2);
    for (const pieces of [[body], [...body]]) {
      expect(await getRejection(openEventStream(() => sse(...pieces)))).toMatchObject({ message: "418: tea data: x" });
    }
  });

  test("is not a stream when its body is HTML", async () => {
    expect(await getRejection(openEventStream(() => sse("<html>", "<title>Sign in</title>")))).toMatchObject({
      name: "ResponseValidationError",
      message: expect.stringMatching(/: Sign in$/),
    });
  });

  test.each(["", "Internal Server Error", '{"error":{"code":', "x".repeat(2 ** 21)])(
    "is a truncated stream when its body is neither JSON nor HTML (%#)",
    async (body) => {
      expect(await getRejection(openEventStream(() => sse(body)))).toMatchObject({
        name: "ConnectionError",
        kind: "truncated",
      });
    },
  );
});

describe("a response that is not a stream", () => {
  test("an HTML page is a ResponseValidationError with its text", async () => {
    const html = "<!doctype html><title>Sign in</title>";
    expect(await getRejection(openEventStream(respondWith(html, "text/html")))).toMatchObject({
      name: "ResponseValidationError",
      rawText: html,
      contentType: "text/html",
    });
  });

  test("plain text is a ResponseValidationError with its text and is not retried", async () => {
    const message = "upstream connect error or disconnect before headers";
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: respondWith(message, "text/plain"),
    });
    const failure = await getRejection(client.chat.complete({ ...question, stream: true }));
    expect(ResponseValidationError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ rawText: message, isRetryable: false });
    expect(requests).toHaveLength(1);
  });

  test("a 204 is a ResponseValidationError", async () => {
    const failure = await getRejection(openEventStream(() => new Response(null, { status: 204 })));
    expect(failure).toMatchObject({ name: "ResponseValidationError", statusCode: 204 });
  });
});

describe("an event stream", () => {
  test.each(["application/json", "text/plain", "application/octet-stream", undefined])(
    "an event stream is read whatever its content type is (%s)",
    async (type) => {
      const { items } = await readAll(await openEventStream(respondWith(events("a"), type)));
      expect(items).toEqual([chunk("a"), lastChunk()]);
    },
  );

  test("an event stream without stream: true is a ResponseValidationError with its text and is not retried", async () => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => sse(events("a")) });
    const failure = await getRejection(client.chat.complete(question));
    expect(failure).toMatchObject({ name: "ResponseValidationError", statusCode: 200, rawText: events("a") });
    expect(requests).toHaveLength(1);
  });

  test.each([204, 205])("a %d without a body fails with a typed error", async (status) => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => new Response(null, { status }) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      name: "ResponseValidationError",
      statusCode: status,
    });
  });

  test("an event stream can begin with a comment, a field or a blank line", async () => {
    for (const start of [": c\n\n", "id: 1\n", "\n", "retry: 5\n\n", "event: message\n", "\ufeff", "\ufeff: c\n"]) {
      const { items } = await readAll(await openEventStream(() => eventStream(start + event(chunk("a")) + done)));
      expect({ start, items }).toEqual({ start, items: [chunk("a")] });
    }
  });
});
