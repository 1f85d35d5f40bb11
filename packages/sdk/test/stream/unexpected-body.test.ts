import { describe, expect, test } from "vitest";
import { ChatCompletionError, ResponseValidationError } from "../../src/models/errors.ts";
import { chunk, completion, done, event, events, eventStream, lastChunk, sse } from "../support/responses.ts";
import { atOnce, noRetries, observedClient, question } from "../support/observed-client.ts";
import { heldStream, openEventStream } from "../support/open-stream.ts";
import { drained, failureOf, nextTurn } from "../support/promises.ts";

const error = { code: 429, message: "Slow down" };
const text = (body: string, type?: string) => () =>
  new Response(body, type ? { headers: { "content-type": type } } : {});

describe("a JSON answer although a stream was asked for", () => {
  test.each(["application/json", "text/event-stream", "text/plain", undefined])(
    "(%s) with an error is that error",
    async (type) => {
      for (const space of ["", "\n   \n", "\ufeff"]) {
        const failure = await failureOf(openEventStream(text(space + JSON.stringify({ error }), type)));
        expect(ChatCompletionError.isInstance(failure)).toBe(true);
        expect(failure).toMatchObject({ statusCode: 429, error, message: "429: Slow down" });
      }
    },
  );

  test("with an error takes part in the retry decision", async () => {
    const { client, requests } = observedClient({
      retryConfig: atOnce,
      fetch: (_, index) => (index < 2 ? Response.json({ error }) : sse(events("a"))),
    });
    const stream = await client.chat.complete({ ...question, stream: true });
    expect((await drained(stream)).items).toEqual([chunk("a"), lastChunk()]);
    expect(requests).toHaveLength(3);
  });

  test("with an error beside choices has them as partial, and is not retried", async () => {
    const answer = { ...completion(), error };
    const { client, requests } = observedClient({ retryConfig: atOnce, fetch: () => Response.json(answer) });
    const failure = await failureOf(client.chat.complete({ ...question, stream: true }));
    expect(failure).toMatchObject({ statusCode: 429, partial: completion()["choices"], isRetryable: false });
    expect(requests).toHaveLength(1);
  });

  test("that is a completion is a ResponseValidationError, and is not retried: it was billed", async () => {
    const { client, requests } = observedClient({ retryConfig: atOnce, fetch: () => Response.json(completion()) });
    const failure = await failureOf(client.chat.complete({ ...question, stream: true }));
    expect(ResponseValidationError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ statusCode: 200, rawText: JSON.stringify(completion()) });
    expect(requests).toHaveLength(1);
  });

  test("that comes slowly, in pieces, is read to its end", async () => {
    const { body, opening } = heldStream();
    for (const piece of [" ", "\n", '{"error":{"code":', '418,"message":"tea"', "}}"]) {
      body.write(piece);
      await nextTurn();
    }
    body.close();
    expect(await failureOf(opening)).toMatchObject({ statusCode: 418, message: "418: tea" });
  });

  test.each(['"overloaded"', "[]", "{}"])("that is merely %s is a ResponseValidationError", async (body) => {
    const failure = await failureOf(openEventStream(text(body, "application/json")));
    expect(failure).toMatchObject({ name: "ResponseValidationError", rawText: body });
  });

  test("that breaks off is a cut", async () => {
    const { body, opening } = heldStream();
    body.write('{"error":{"co');
    const failure = failureOf(opening);
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
  ])("is a stream whatever its first line is: %j", async (start) => {
    for (const pieces of [[start + event(chunk("a")) + done], [...(start + event(chunk("a")) + done)]]) {
      expect(await drained(await openEventStream(() => sse(...pieces)))).toEqual({ items: [chunk("a")] });
    }
  });

  test("delivers its first chunk as soon as that is there, whatever its first line is", async () => {
    const { body, opening } = heldStream();
    body.write(`{"half of it\n${event(chunk("a"))}`);
    const stream = await opening;
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ done: false, value: chunk("a") });
    body.write(done);
    body.close();
  });

  test("is no stream when its body is JSON as a whole, over several lines too", async () => {
    const body = JSON.stringify({ error: { code: 418, message: "tea\ndata: x" } }, null, 2);
    for (const pieces of [[body], [...body]]) {
      expect(await failureOf(openEventStream(() => sse(...pieces)))).toMatchObject({ message: "418: tea data: x" });
    }
  });

  test("is no stream when its body is a page", async () => {
    expect(await failureOf(openEventStream(() => sse("<html>", "<title>Sign in</title>")))).toMatchObject({
      name: "ResponseValidationError",
      message: expect.stringMatching(/: Sign in$/),
    });
  });

  test.each(["", "Internal Server Error", '{"error":{"code":', "x".repeat(2 ** 21)])(
    "is a stream without an end when its body is neither (%#)",
    async (body) => {
      expect(await failureOf(openEventStream(() => sse(body)))).toMatchObject({
        name: "ConnectionError",
        kind: "truncated",
      });
    },
  );
});

describe("an answer that is no stream at all", () => {
  test("a page is a ResponseValidationError with its text", async () => {
    const page = "<!doctype html><title>Sign in</title>";
    expect(await failureOf(openEventStream(text(page, "text/html")))).toMatchObject({
      name: "ResponseValidationError",
      rawText: page,
      contentType: "text/html",
    });
  });

  test("words are a ResponseValidationError with its text, and are not retried", async () => {
    const words = "upstream connect error or disconnect before headers";
    const { client, requests } = observedClient({ retryConfig: atOnce, fetch: text(words, "text/plain") });
    const failure = await failureOf(client.chat.complete({ ...question, stream: true }));
    expect(ResponseValidationError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ rawText: words, isRetryable: false });
    expect(requests).toHaveLength(1);
  });

  test("a 204 is a ResponseValidationError", async () => {
    const failure = await failureOf(openEventStream(() => new Response(null, { status: 204 })));
    expect(failure).toMatchObject({ name: "ResponseValidationError", statusCode: 204 });
  });
});

describe("an event stream", () => {
  test.each(["application/json", "text/plain", "application/octet-stream", undefined])(
    "is read as one whatever the header says (%s), when one was asked for",
    async (type) => {
      const { items } = await drained(await openEventStream(text(events("a"), type)));
      expect(items).toEqual([chunk("a"), lastChunk()]);
    },
  );

  test("although none was asked for is a ResponseValidationError with the text, and is not retried", async () => {
    const { client, requests } = observedClient({ retryConfig: atOnce, fetch: () => sse(events("a")) });
    const failure = await failureOf(client.chat.complete(question));
    expect(failure).toMatchObject({ name: "ResponseValidationError", statusCode: 200, rawText: events("a") });
    expect(requests).toHaveLength(1);
  });

  test.each([204, 205])("asked for and answered %d without a body fails with a type", async (status) => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => new Response(null, { status }) });
    expect(await failureOf(client.chat.complete(question))).toMatchObject({
      name: "ResponseValidationError",
      statusCode: status,
    });
  });

  test("that begins with a comment, a field or a blank line is one", async () => {
    for (const start of [": c\n\n", "id: 1\n", "\n", "retry: 5\n\n", "event: message\n", "\ufeff", "\ufeff: c\n"]) {
      const { items } = await drained(await openEventStream(() => eventStream(start + event(chunk("a")) + done)));
      expect({ start, items }).toEqual({ start, items: [chunk("a")] });
    }
  });
});
