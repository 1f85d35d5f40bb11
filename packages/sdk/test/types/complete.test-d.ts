import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { describe, expectTypeOf, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import {
  EventStream,
  OpenRouter,
  OpenRouterCore,
  type models,
  type operations,
  type ResponsePromise,
  type Result,
} from "../../src/index.ts";
import type { ChatCompleteError } from "../../src/models/errors.ts";

const client = new OpenRouter();
const core = new OpenRouterCore();
const messages: ChatCompletionCreateParams["messages"] = [{ role: "user", content: "Hi" }];
declare const flag: boolean;
declare const maybe: true | undefined;
declare const params: ChatCompletionCreateParams;

type Stream = EventStream<ChatCompletionChunk>;
type Either = ChatCompletion | Stream;

describe("chat.complete narrows by stream", () => {
  test("absent, false, null or undefined: a completion", () => {
    expectTypeOf(client.chat.complete({ messages })).toEqualTypeOf<ResponsePromise<ChatCompletion>>();
    expectTypeOf(client.chat.complete({ messages, stream: false })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(client.chat.complete({ messages, stream: null })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(client.chat.complete({ messages, stream: undefined })).resolves.toEqualTypeOf<ChatCompletion>();
  });

  test("true: a stream of chunks", () => {
    expectTypeOf(client.chat.complete({ messages, stream: true })).toEqualTypeOf<ResponsePromise<Stream>>();
    expectTypeOf(client.chat.complete({ messages, stream: true } as const)).resolves.toEqualTypeOf<Stream>();
  });

  test("a variable: the union, which is operations.CreateChatCompletionResponse", () => {
    expectTypeOf(client.chat.complete({ messages, stream: flag })).resolves.toEqualTypeOf<Either>();
    expectTypeOf(client.chat.complete({ messages, stream: maybe })).resolves.toEqualTypeOf<Either>();
    expectTypeOf(client.chat.complete(params)).resolves.toEqualTypeOf<Either>();
    expectTypeOf<operations.CreateChatCompletionResponse>().toEqualTypeOf<Either>();
    expectTypeOf<operations.CreateChatCompletionRequest>().toEqualTypeOf<ChatCompletionCreateParams>();
    expectTypeOf<models.ChatCompletion>().toEqualTypeOf<ChatCompletion>();
  });

  test('"choices" in the result tells a completion from a stream', async () => {
    const result = await client.chat.complete({ messages, stream: flag });
    if ("choices" in result) expectTypeOf(result).toEqualTypeOf<ChatCompletion>();
    else expectTypeOf(result).toEqualTypeOf<Stream>();
  });

  test("withResponse() has the value of the same type", () => {
    expectTypeOf(client.chat.complete({ messages }).withResponse()).resolves.toMatchObjectType<{
      value: ChatCompletion;
      response: Response;
      requestId: string | undefined;
      attempts: number;
    }>();
    expectTypeOf(client.chat.complete({ messages, stream: true }).withResponse())
      .resolves.toHaveProperty("value")
      .toEqualTypeOf<Stream>();
    expectTypeOf(client.chat.complete({ messages, stream: flag }).withResponse())
      .resolves.toHaveProperty("value")
      .toEqualTypeOf<Either>();
  });
});

describe("chatComplete narrows like the method", () => {
  test("to the Result of a completion, of a stream, of either", () => {
    expectTypeOf(chatComplete(core, { messages })).resolves.toEqualTypeOf<Result<ChatCompletion, ChatCompleteError>>();
    expectTypeOf(chatComplete(core, { messages, stream: null })).resolves.toEqualTypeOf<
      Result<ChatCompletion, ChatCompleteError>
    >();
    expectTypeOf(chatComplete(core, { messages, stream: true })).resolves.toEqualTypeOf<
      Result<Stream, ChatCompleteError>
    >();
    expectTypeOf(chatComplete(core, { messages, stream: flag })).resolves.toEqualTypeOf<
      Result<Either, ChatCompleteError>
    >();
    expectTypeOf(chatComplete(core, params)).resolves.toEqualTypeOf<Result<Either, ChatCompleteError>>();
  });

  test("and takes a full OpenRouter for a core, but nothing else", () => {
    expectTypeOf(chatComplete(client, { messages })).resolves.toEqualTypeOf<
      Result<ChatCompletion, ChatCompleteError>
    >();
    // @ts-expect-error -- not a client of this package
    expectTypeOf(chatComplete({}, { messages })).toBeObject();
    // @ts-expect-error -- options are no client
    expectTypeOf(chatComplete({ apiKey: "key" }, { messages })).toBeObject();
  });
});

describe("a Result narrows by ok", () => {
  test("to the value or to the error", async () => {
    const result = await chatComplete(core, { messages });
    if (result.ok) {
      expectTypeOf(result.value).toEqualTypeOf<ChatCompletion>();
      expectTypeOf(result.response).toEqualTypeOf<Response>();
      expectTypeOf(result.requestId).toEqualTypeOf<string | undefined>();
      // @ts-expect-error -- a success has no error
      void result.error;
    } else {
      expectTypeOf(result.error).toEqualTypeOf<ChatCompleteError>();
      expectTypeOf(result.response).toEqualTypeOf<Response | undefined>();
      // @ts-expect-error -- a failure has no value
      void result.value;
    }
    expectTypeOf(result.attempts).toEqualTypeOf<number>();
  });
});

describe("a stream", () => {
  test("is iterated as chunks, disposed of, cancelled, and turned into a ReadableStream of chunks", async () => {
    await using stream = await client.chat.complete({ messages, stream: true });
    for await (const chunk of stream) expectTypeOf(chunk).toEqualTypeOf<ChatCompletionChunk>();
    expectTypeOf(stream.toReadableStream()).toEqualTypeOf<ReadableStream<ChatCompletionChunk>>();
    expectTypeOf(stream.cancel()).toEqualTypeOf<Promise<void>>();
    expectTypeOf(stream).toExtend<AsyncIterable<ChatCompletionChunk>>();
    expectTypeOf(stream).toExtend<AsyncDisposable>();
  });

  test("is told from a completion by its class or its methods", async () => {
    const answer = await client.chat.complete({ messages, stream: flag });
    if ("choices" in answer) expectTypeOf(answer).toEqualTypeOf<ChatCompletion>();
    if (answer instanceof EventStream) expectTypeOf(answer).toEqualTypeOf<Stream>();
    else expectTypeOf(answer).toEqualTypeOf<ChatCompletion>();
  });
});
