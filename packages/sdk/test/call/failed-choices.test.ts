import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { ChatCompletionError } from "../../src/models/errors.ts";
import { chunk, completion, done, event, lastChunk, sse } from "../support/responses.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { readAll, getRejection } from "../support/promises.ts";
import { openEventStream } from "../support/open-stream.ts";

const upstreamError = { code: 502, message: "Upstream died" };

function failedChoice(fields: object = {}, message: object = { role: "assistant", content: "" }): object {
  return { index: 0, finish_reason: "error", native_finish_reason: null, message, error: upstreamError, ...fields };
}

async function complete(choices: readonly object[], retryConfig = noRetries) {
  const { client, requests } = observedClient({ retryConfig, fetch: () => Response.json(completion({ choices })) });
  return { result: await chatComplete(client, question), requests };
}

describe("a completion whose only choice failed", () => {
  test("is a ChatCompletionError with the choice's message, code and status, and the choices as partial", async () => {
    const choices = [
      failedChoice({ error: { ...upstreamError, metadata: { provider_name: "Acme", raw: "out of memory" } } }),
    ];
    const { result } = await complete(choices);
    expect(result).toMatchObject({
      ok: false,
      error: {
        name: "ChatCompletionError",
        message: "502: [Acme] out of memory",
        statusCode: 502,
        error: { code: 502, message: "Upstream died" },
        partial: choices,
        isRetryable: true,
      },
    });
  });

  test("is retried when nothing was generated", async () => {
    const limited = failedChoice({ error: { code: 429, message: "Rate limited upstream" } });
    const { result, requests } = await complete([limited], immediateRetries);
    expect(result).toMatchObject({ ok: false, attempts: 3, error: { statusCode: 429, isRetryable: true } });
    expect(requests).toHaveLength(3);
  });

  test.each<[string, object]>([
    ["text", { role: "assistant", content: '{"a":1}' }],
    ["a list of parts", { role: "assistant", content: [{ type: "text", text: "a" }] }],
    ["reasoning", { role: "assistant", content: null, reasoning: "Hm" }],
    ["a tool call", { role: "assistant", content: null, tool_calls: [{ id: "a" }] }],
    ["a refusal", { role: "assistant", content: null, refusal: "No" }],
  ])("is not retried after %s was generated", async (_, message) => {
    const { result, requests } = await complete([failedChoice({}, message)], immediateRetries);
    expect(result).toMatchObject({ ok: false, attempts: 1, error: { isRetryable: false, partial: [{ message }] } });
    expect(requests).toHaveLength(1);
  });

  test.each<[string, object, object]>([
    [
      "a finish reason alone",
      { error: undefined },
      { statusCode: 500, message: expect.stringContaining("provider failed") },
    ],
    ["an error alone", { finish_reason: "stop" }, { statusCode: 502, message: "502: Upstream died" }],
    ["an error without a finish reason", { finish_reason: null }, { statusCode: 502 }],
    ["an error that is text", { error: "overloaded" }, { statusCode: 500, message: "500: overloaded" }],
    ["a code that is text", { error: { code: "429", message: "x" } }, { statusCode: 429 }],
    ["an error without a message", { message: undefined }, { statusCode: 502, isRetryable: true }],
  ])("is recognized by %s", async (_, fields, error) => {
    expect((await complete([failedChoice(fields)])).result).toMatchObject({ ok: false, error });
  });

  test.each([null, false, "", 0, undefined])(
    "is a success when its error is %j and its finish reason is not error",
    async (error) => {
      const { result } = await complete([failedChoice({ error, finish_reason: "stop" })]);
      expect(result.ok).toBe(true);
    },
  );

  test("is an error for stream: true as well", async () => {
    const { client } = observedClient({
      retryConfig: noRetries,
      fetch: () => Response.json(completion({ choices: [failedChoice()] })),
    });
    expect(await getRejection(client.chat.complete({ ...question, stream: true }))).toMatchObject({
      name: "ChatCompletionError",
      message: "502: Upstream died",
    });
  });
});

describe("a completion with several choices", () => {
  const good = { index: 1, finish_reason: "stop", message: { role: "assistant", content: "Yes." } };

  test("is a success that includes the failed choice if one failed", async () => {
    const choices = [failedChoice(), good];
    expect((await complete(choices)).result).toMatchObject({ ok: true, value: { choices } });
  });

  test("is an error with the first choice's message if all failed", async () => {
    const choices = [failedChoice(), failedChoice({ index: 1, error: { code: 503, message: "x" } })];
    expect((await complete(choices)).result).toMatchObject({ ok: false, error: { statusCode: 502, partial: choices } });
  });
});

const failedChunk = (fields: object = {}, delta: object = { content: "" }) =>
  chunk("", { choices: [{ index: 0, delta, finish_reason: "error", error: upstreamError, ...fields }] });

describe("a stream with a failed choice", () => {
  test("delivers the chunk of the failed choice, then throws its error, which is not retryable", async () => {
    const events = [chunk("par"), failedChunk()];
    const { items, error } = await readAll(await openEventStream(() => sse(...events.map(event))));
    expect(items).toEqual(events);
    expect(error).toMatchObject({
      name: "ChatCompletionError",
      message: "502: Upstream died",
      isRetryable: false,
    });
    expect((error as ChatCompletionError).partial).toEqual(failedChunk()["choices"]);
  });

  test("throws while the connection stays open", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(event(chunk("par")) + event(failedChunk())));
      },
    });
    const open = () => new Response(body, { headers: { "content-type": "text/event-stream" } });
    const { items, error } = await readAll(await openEventStream(open));
    expect(items).toHaveLength(2);
    expect(error).toMatchObject({ name: "ChatCompletionError" });
  });

  test("is retried when its first chunk is a failed choice without output", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => (index === 0 ? sse(event(failedChunk())) : sse(event(chunk("a")), event(lastChunk()), done)),
    });
    const { items } = await readAll(await client.chat.complete({ ...question, stream: true }));
    expect(items).toHaveLength(2);
    expect(requests).toHaveLength(2);
  });

  test("is not retried when its first chunk is a failed choice with text", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: () => sse(event(failedChunk({}, { content: "par" }))),
    });
    const { items, error } = await readAll(await client.chat.complete({ ...question, stream: true }));
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: "ChatCompletionError", isRetryable: false });
    expect(requests).toHaveLength(1);
  });

  test("fails on a finish reason of error alone", async () => {
    const events = [chunk("par"), failedChunk({ error: undefined })];
    const { items, error } = await readAll(await openEventStream(() => sse(...events.map(event), done)));
    expect(items).toHaveLength(2);
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 500, isRetryable: false });
  });

  test("fails when all choices of one chunk failed, whatever their order", async () => {
    const both = chunk("", {
      choices: [
        { index: 0, delta: {}, finish_reason: "error", error: upstreamError },
        { index: 1, delta: {}, finish_reason: "error", error: upstreamError },
      ],
    });
    const first = chunk("a", { choices: [0, 1].map((index) => ({ index, delta: { content: "a" } })) });
    const { items, error } = await readAll(await openEventStream(() => sse(event(first), event(both))));
    expect(items).toHaveLength(2);
    expect(error).toMatchObject({ name: "ChatCompletionError" });
  });

  test("continues when one of several choices failed, and ends normally", async () => {
    const other = chunk("", { choices: [{ index: 1, delta: { content: "b" }, finish_reason: null }] });
    const last = chunk("", { choices: [{ index: 1, delta: {}, finish_reason: "stop" }] });
    const events = [chunk("a"), other, failedChunk(), other, last];
    const { items, error } = await readAll(await openEventStream(() => sse(...events.map(event), done)));
    expect(error).toBeUndefined();
    expect(items).toEqual(events);
  });

  test("fails when the last of several choices has failed", async () => {
    const other = chunk("", { choices: [{ index: 1, delta: { content: "b" }, finish_reason: null }] });
    const events = [chunk("a"), other, failedChunk(), other, failedChunk({ index: 1 })];
    const { items, error } = await readAll(await openEventStream(() => sse(...events.map(event), done)));
    expect(items).toEqual(events);
    expect(error).toMatchObject({ name: "ChatCompletionError" });
  });
});

describe("isRetryable of errors in a stream", () => {
  const overloaded = { error: { message: "overloaded", code: 503 } };

  test.each<[string, object]>([
    ["without choices", overloaded],
    ["with an empty list of choices", { ...overloaded, choices: [] }],
    [
      "with an empty choice",
      { ...overloaded, choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }] },
    ],
  ])("an error event %s is not retryable once a chunk was delivered", async (_, last) => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("One two ")), event(last))));
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 503, isRetryable: false });
  });

  test("a first event with an error is retryable, even on the last attempt", async () => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => sse(event(overloaded)) });
    const error = await getRejection(client.chat.complete({ ...question, stream: true }));
    expect(error).toMatchObject({ statusCode: 503, isRetryable: true, attempts: 3 });
    expect(requests).toHaveLength(3);
  });
});
