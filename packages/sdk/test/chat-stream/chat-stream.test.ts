import { describe, expect, test } from "vitest";
import type { ChatCompletionCreateParams } from "@org/types/schemas";
import { chatStream, type ChatStream } from "../../src/funcs/chatStream.ts";
import { ConnectionError, RequestAbortedError } from "../../src/models/errors.ts";
import type { RequestOptions } from "../../src/options.ts";
import { EventStream } from "../../src/stream/event-stream.ts";
import { chunk, done, event, events, eventStream, lastChunk, errorResponse, sse } from "../support/responses.ts";
import { createForeignSignal } from "../support/foreign-signal.ts";
import { createControlledBody, type ControlledBody } from "../support/controlled-body.ts";
import {
  immediateRetries,
  noRetries,
  observedClient,
  question,
  type FetchHandler,
  type ObservedRequest,
} from "../support/observed-client.ts";
import { getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners, flushPromises } from "../support/promises.ts";

interface StartedStream {
  readonly stream: ChatStream;
  readonly requests: readonly ObservedRequest[];
}

function startStream(fetch: FetchHandler, options?: RequestOptions, request: object = question): StartedStream {
  const { client, requests } = observedClient({ fetch, retryConfig: noRetries });
  return { stream: chatStream(client, request as ChatCompletionCreateParams & { stream?: true }, options), requests };
}

function startControlledStream(options?: RequestOptions): StartedStream & { body: ControlledBody } {
  const body = createControlledBody();
  return { body, ...startStream(() => eventStream(body.stream), options) };
}

const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
const createReasoningStream = () =>
  sse(
    event(chunk("", { choices: [{ index: 0, delta: { content: "", reasoning: "Look " }, finish_reason: null }] })),
    event(chunk("", { choices: [{ index: 0, delta: { content: null, reasoning: "outside." }, finish_reason: null }] })),
    event(chunk("N")) + event(chunk("o.")) + event(lastChunk({ usage })) + done,
  );

const choiceDelta = (index: number, content: string) => ({ index, delta: { content }, finish_reason: null });

const getPartialTexts = (error: unknown) =>
  (error as { partial?: { message: { content: string } }[] }).partial?.map(({ message }) => message.content);

const createTwoChoiceStream = () =>
  sse(
    event(chunk("", { choices: [choiceDelta(1, "x"), choiceDelta(0, "a")] })) +
      event(chunk("", { choices: [choiceDelta(1, "y")] })) +
      event(chunk("", { choices: null })) +
      event(lastChunk()) +
      done,
  );

const createChoiceStream = (...choices: readonly object[]) =>
  sse(
    choices.map((choice) => event(chunk("", { choices: [{ index: 0, finish_reason: null, ...choice }] }))).join("") +
      event(lastChunk()) +
      done,
  );

const createRepeatedChoiceStream = () =>
  sse(event(chunk("", { choices: [choiceDelta(0, "a"), choiceDelta(0, "b")] })) + event(lastChunk()) + done);

describe("chatStream", () => {
  test("starts the call immediately, with stream: true after the request's keys", async () => {
    const { stream, requests } = startStream(() => sse(events("No.")), {}, { ...question, model: "acme/small-1" });
    await expect
      .poll(() => requests.map(({ body }) => body))
      .toEqual(['{"messages":[{"role":"user","content":"Is it raining?"}],"model":"acme/small-1","stream":true}']);
    expect(await stream.finalText()).toBe("No.");
  });

  test("keeps the position of stream: true", async () => {
    const { stream, requests } = startStream(() => sse(events("No.")), {}, { stream: true, ...question });
    await stream.finalText();
    expect(requests[0]?.body).toMatch(/^\{"stream":true,/);
  });

  test("retries until the first chunk, and reports the attempts", async () => {
    const { stream } = startStream((_, index) => (index === 0 ? errorResponse(429) : sse(events("No."))), {
      retries: immediateRetries,
    });
    expect(await stream.withResponse()).toMatchObject({ value: stream, attempts: 2, response: { status: 200 } });
    expect(await stream.finalText()).toBe("No.");
  });

  test("returns an EventStream", () => {
    const { stream } = startStream(() => sse(events("No.")));
    expect(stream).toBeInstanceOf(EventStream);
    return stream.cancel();
  });

  test.each<[string, object, string]>([
    ["stream: false", { ...question, stream: false }, "request.stream must be true or left out"],
    ["no messages", {}, "request.messages must be an array"],
    [
      "a getter that throws",
      {
        get messages() {
          throw new Error("mine");
        },
      },
      "mine",
    ],
  ])(
    "with %s, every method and iteration fails with InvalidRequestError, and nothing is sent",
    async (_, request, message) => {
      const { stream, requests } = startStream(() => sse(events("No.")), {}, request);
      const failures = [
        await getRejection(stream.finalCompletion()),
        await getRejection(stream.withResponse()),
        (await readAll(stream)).error,
      ];
      for (const failure of failures) expect(failure).toMatchObject({ name: "InvalidRequestError", attempts: 0 });
      expect((failures[0] as Error).message).toContain(message);
      expect(requests).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ["null", null],
    ["fetchOptions: null", { fetchOptions: null }],
    ["a signal that is not an AbortSignal", { signal: {} }],
    ["a signal in fetchOptions that is not an AbortSignal", { fetchOptions: { signal: "stop" } }],
    [
      "an accessor that throws",
      {
        get fetchOptions() {
          throw new Error("mine");
        },
      },
    ],
  ])("with invalid options (%s) fails with InvalidRequestError", async (_, options) => {
    const { stream } = startStream(() => sse(events("No.")), options as RequestOptions);
    expect(await getRejection(stream.finalText())).toMatchObject({ name: "InvalidRequestError" });
  });

  test("without a client fails with InvalidRequestError", async () => {
    const stream = chatStream({} as never, question);
    expect(await getRejection(stream.finalText())).toMatchObject({ name: "InvalidRequestError" });
  });
});

describe("iterating a ChatStream", () => {
  test("yields the chunks unchanged", async () => {
    const { stream } = startStream(() => sse(events("N", "o.")));
    const { items, error } = await readAll(stream);
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("N"), chunk("o."), lastChunk()]);
  });

  test("textStream yields the text deltas that are not empty", async () => {
    expect((await readAll(startStream(createReasoningStream).stream.textStream)).items).toEqual(["N", "o."]);
  });

  test("reasoningStream yields the reasoning deltas", async () => {
    expect((await readAll(startStream(createReasoningStream).stream.reasoningStream)).items).toEqual([
      "Look ",
      "outside.",
    ]);
  });

  test("textStream and reasoningStream read the first choice", async () => {
    expect((await readAll(startStream(createTwoChoiceStream).stream.textStream)).items).toEqual(["a"]);
  });

  test("toReadableStream yields the chunks, and the completion is built", async () => {
    const { stream } = startStream(() => sse(events("N", "o.")));
    expect((await readAll(stream.toReadableStream())).items).toHaveLength(3);
    expect(await stream.finalText()).toBe("No.");
  });

  test.each(["chunks", "textStream", "reasoningStream"] as const)("%s can be read only once", async (how) => {
    const { stream } = startStream(createReasoningStream);
    const read = () => readAll<unknown>(how === "chunks" ? stream : stream[how]);
    expect((await read()).error).toBeUndefined();
    expect((await read()).error).toBeInstanceOf(TypeError);
    expect((await readAll(stream)).error).toBeInstanceOf(TypeError);
    expect(await stream.finalText()).toBe("No.");
  });
});

describe("a ChatStream of another server", () => {
  const thinkingPart = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };

  test.each<[string, readonly object[], string[], unknown]>([
    [
      "a list of parts, then text",
      [{ delta: { content: [thinkingPart] } }, { delta: { content: "Hi" } }, { delta: { content: " you" } }],
      ["Hi", " you"],
      [thinkingPart, { type: "text", text: "Hi you" }],
    ],
    [
      "text, then a list of parts",
      [{ delta: { content: "Hi" } }, { delta: { content: [thinkingPart, { type: "text", text: " you" }] } }],
      ["Hi", " you"],
      [{ type: "text", text: "Hi" }, thinkingPart, { type: "text", text: " you" }],
    ],
    [
      "a message in place of a delta",
      [{ message: { content: "Hi" } }, { delta: {}, message: { content: " you" } }],
      ["Hi", " you"],
      "Hi you",
    ],
    [
      "a message with the complete text at the end",
      [{ delta: { content: "Hi" } }, { delta: { content: " you" } }, { delta: {}, message: { content: "Hi you" } }],
      ["Hi", " you"],
      "Hi you",
    ],
    ["a choice without an index", [{ index: null, delta: { content: "Hi" } }], ["Hi"], "Hi"],
  ])("textStream and finalText read %s", async (_, choices, texts, content) => {
    expect((await readAll(startStream(() => createChoiceStream(...choices)).stream.textStream)).items).toEqual(texts);
    const { stream } = startStream(() => createChoiceStream(...choices));
    expect(await stream.finalText()).toBe(texts.join(""));
    expect((await stream.finalMessage()).content).toEqual(content);
  });

  test("textStream yields both texts of a chunk that has the first choice twice", async () => {
    expect((await readAll(startStream(createRepeatedChoiceStream).stream.textStream)).items).toEqual(["a", "b"]);
  });

  test("merges a tool call whose ID changes after the first delta", async () => {
    const { stream } = startStream(() =>
      createChoiceStream(
        { delta: { tool_calls: [{ index: 0, id: "A", type: "function", function: { name: "f", arguments: "" } }] } },
        { delta: { tool_calls: [{ index: 0, id: "B", function: { arguments: '{"a"' } }] } },
        { delta: { tool_calls: [{ index: 0, id: "B", function: { arguments: ":1}" } }] } },
      ),
    );
    expect((await stream.finalMessage()).tool_calls).toEqual([
      { index: 0, id: "A", type: "function", function: { name: "f", arguments: '{"a":1}' } },
    ]);
  });

  test("textStream ignores a gateway's event without choices", async () => {
    const body =
      event(chunk("a")) + event({ object: "billing.summary", billing: { cost: 1 } }) + event(lastChunk()) + done;
    expect((await readAll(startStream(() => sse(body)).stream.textStream)).items).toEqual(["a"]);
    expect(await startStream(() => sse(body)).stream.finalCompletion()).toMatchObject({
      object: "chat.completion",
      billing: { cost: 1 },
    });
  });
});

describe("the completion of a ChatStream", () => {
  test("is available without iterating", async () => {
    const { stream } = startStream(createReasoningStream);
    const whole = await stream.finalCompletion();
    expect(whole).toMatchObject({ object: "chat.completion", usage });
    expect(await stream.finalMessage()).toEqual({
      role: "assistant",
      content: "No.",
      refusal: null,
      reasoning: "Look outside.",
    });
    expect(await stream.finalText()).toBe("No.");
    expect(await stream.usage()).toEqual(usage);
  });

  test("can be requested before the iteration, without the loss of a chunk", async () => {
    const { stream } = startStream(createReasoningStream);
    const whole = stream.finalText();
    const { items } = await readAll(stream);
    expect(items).toHaveLength(5);
    expect(await whole).toBe("No.");
  });

  test("can be requested during the iteration and after the end", async () => {
    const { stream } = startStream(createReasoningStream);
    let whole: Promise<string> | undefined;
    for await (const text of stream.textStream) whole ??= stream.finalText().then((final) => `${text} ${final}`);
    expect(await whole).toBe("N No.");
    expect(await stream.finalText()).toBe("No.");
  });

  test("is not read unless requested: an unread stream stops at its first chunk", async () => {
    const { body } = startControlledStream();
    body.write(event(chunk("a")));
    await flushPromises();
    const { reads } = body;
    await flushPromises();
    expect(body.reads).toBe(reads);
  });

  test("is available in part as the snapshot", async () => {
    const { body, stream } = startControlledStream();
    expect(stream.snapshot).toBeUndefined();
    const iterator = stream[Symbol.asyncIterator]();
    body.write(event(chunk("a")));
    await iterator.next();
    const first = stream.snapshot;
    body.write(event(chunk("b")));
    await iterator.next();
    expect(first?.choices[0]?.message.content).toBe("a");
    expect(stream.snapshot?.choices[0]?.message.content).toBe("ab");
    await stream.cancel();
  });

  test("rejects with a ResponseValidationError if the stream is empty", async () => {
    const { stream } = startStream(() => sse(done));
    expect(await getRejection(stream.finalCompletion())).toMatchObject({
      name: "ResponseValidationError",
      statusCode: 200,
    });
    const { stream: other } = startStream(() => sse(event(chunk("", { choices: [] })) + done));
    expect(await other.finalCompletion()).toMatchObject({ choices: [] });
    expect(await other.finalText()).toBe("");
    expect(await getRejection(other.finalMessage())).toMatchObject({ name: "ResponseValidationError", attempts: 1 });
  });
});

describe("an error of a ChatStream", () => {
  test("before the first chunk is the error of the call, without partial", async () => {
    const { stream } = startStream(() => errorResponse(401));
    const error = await getRejection(stream.finalCompletion());
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 401 });
    expect(getPartialTexts(error)).toBeUndefined();
    expect((await readAll(stream)).error).toBe(error);
  });

  test.each(["finalCompletion", "finalMessage", "finalText", "usage"] as const)(
    "midway rejects %s with the error of the iteration, and has the choices so far as partial",
    async (method) => {
      const { stream } = startStream(() => sse(event(chunk("N")), event(chunk("o"))));
      const { items, error } = await readAll(stream);
      expect(getTexts(items)).toEqual(["N", "o"]);
      expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
      expect(getPartialTexts(error)).toEqual(["No"]);
      expect(await getRejection(stream[method]())).toBe(error);
      expect(stream.snapshot?.choices[0]?.message.content).toBe("No");
    },
  );

  test("in an event includes the choices of the event", async () => {
    const choices = [{ index: 0, delta: { content: "pe" }, finish_reason: "error" }];
    const failing = event({ ...chunk(""), error: { code: 502, message: "Gone" }, choices });
    const { stream } = startStream(() => sse(event(chunk("No")), failing, done));
    const error = await getRejection(stream.finalText());
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 502 });
    expect(getPartialTexts(error)).toEqual(["Nope"]);
  });

  test("in an event does not repeat text that a chunk has delivered", async () => {
    const error = { code: 502, message: "Gone" };
    const choices = [{ index: 0, delta: { content: "pe" }, finish_reason: "error", error }];
    const body = event(chunk("No")) + event(chunk("", { choices })) + event({ error, choices }) + done;
    const failure = await getRejection(startStream(() => sse(body)).stream.finalText());
    expect(failure).toMatchObject({ name: "ChatCompletionError", statusCode: 502 });
    expect(getPartialTexts(failure)).toEqual(["Nope"]);
  });

  test.each(["signal", "fetchOptions", "both"])(
    "is a RequestAbortedError for a signal of another realm (%s)",
    async (place) => {
      const signal = createForeignSignal();
      const otherSignal = new AbortController().signal;
      const options = {
        signal: { signal },
        fetchOptions: { fetchOptions: { signal } },
        both: { signal: otherSignal, fetchOptions: { signal } },
      }[place];
      const { body, stream } = startControlledStream(options as RequestOptions);
      body.write(event(chunk("N")));
      const reading = readAll(stream);
      await flushPromises();
      signal.abort("enough");
      expect((await reading).error).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
      expect(body.isCanceled).toBe(true);
      expect(signal.listeners).toBe(0);
      expect(countListeners(otherSignal)).toBe(0);
    },
  );

  test("is a RequestAbortedError for a signal aborted before the call, and nothing is sent", async () => {
    const signal = createForeignSignal();
    signal.abort("enough");
    const { stream, requests } = startStream(() => sse(events("No.")), { fetchOptions: { signal } });
    expect(await getRejection(stream.finalText())).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
    expect(requests).toEqual([]);
  });

  test("is a RequestAbortedError with the reason of the caller's signal, and leaves no listener", async () => {
    for (const place of ["signal", "fetchOptions"] as const) {
      const controller = new AbortController();
      const { signal } = controller;
      const { body, stream } = startControlledStream(place === "signal" ? { signal } : { fetchOptions: { signal } });
      body.write(event(chunk("N")));
      const reading = readAll(stream);
      await expect.poll(() => body.reads).toBe(1);
      controller.abort("enough");
      const { error } = await reading;
      expect(error).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
      expect(getPartialTexts(error)).toEqual(["N"]);
      expect(body.isCanceled).toBe(true);
      expect(countListeners(signal)).toBe(0);
    }
  });

  test("causes no unhandled rejection if the caller ignores it", async () => {
    const unhandled: unknown[] = [];
    const record = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", record);
    startStream(() => errorResponse(500));
    startStream(() => sse(event(chunk("N"))));
    const { stream } = startStream(() => sse(event(chunk("N"))));
    await readAll(stream);
    const unread = startStream(() => sse(events("a", "b"))).stream;
    await unread.cancel();
    for (let turn = 0; turn < 5; turn++) await flushPromises();
    process.off("unhandledRejection", record);
    expect(unhandled).toEqual([]);
  });
});

describe("canceling a ChatStream", () => {
  test("by break closes the connection, and rejects the completion with the partial choices", async () => {
    const { body, stream } = startControlledStream();
    body.write(event(chunk("N")));
    for await (const text of stream.textStream) {
      expect(text).toBe("N");
      break;
    }
    expect(body.isCanceled).toBe(true);
    const error = await getRejection(stream.finalText());
    expect(RequestAbortedError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ attempts: 1, partial: [{ message: { content: "N" } }] });
  });

  test("by await using closes the connection", async () => {
    const { body, stream } = startControlledStream();
    body.write(event(chunk("N")));
    {
      await using used = stream;
      await used.withResponse();
    }
    await expect.poll(() => body.isCanceled).toBe(true);
  });

  test("before the response aborts the call", async () => {
    const { stream, requests } = startStream(() => new Promise<Response>(() => {}));
    await expect.poll(() => requests).toHaveLength(1);
    const waiting = stream.finalText();
    await stream.cancel();
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(await getRejection(waiting)).toMatchObject({ name: "RequestAbortedError" });
  });

  test("while it opens closes the connection", async () => {
    const { body, stream } = startControlledStream();
    await expect.poll(() => body.reads).toBe(1);
    body.write(event(chunk("N")));
    await stream.cancel();
    await expect.poll(() => body.isCanceled).toBe(true);
  });

  test("ends a pending iteration", async () => {
    const { body, stream } = startControlledStream();
    body.write(event(chunk("N")));
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = iterator.next();
    await stream.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test("after the end has no effect", async () => {
    const { stream } = startStream(() => sse(events("No.")));
    await readAll(stream);
    await stream.cancel();
    expect(await stream.finalText()).toBe("No.");
  });

  test("after an error has no effect", async () => {
    const { stream } = startStream(() => sse(event(chunk("N"))));
    const { error } = await readAll(stream);
    await stream.cancel();
    expect(ConnectionError.isInstance(error)).toBe(true);
    expect(await getRejection(stream.finalText())).toBe(error);
  });
});
