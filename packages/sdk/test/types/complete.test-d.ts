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
  test("stream absent, false, null or undefined returns a completion", () => {
    expectTypeOf(client.chat.complete({ messages })).toEqualTypeOf<ResponsePromise<ChatCompletion>>();
    expectTypeOf(client.chat.complete({ messages, stream: false })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(client.chat.complete({ messages, stream: null })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(client.chat.complete({ messages, stream: undefined })).resolves.toEqualTypeOf<ChatCompletion>();
  });

  test("stream true returns a stream of chunks", () => {
    expectTypeOf(client.chat.complete({ messages, stream: true })).toEqualTypeOf<ResponsePromise<Stream>>();
    expectTypeOf(client.chat.complete({ messages, stream: true } as const)).resolves.toEqualTypeOf<Stream>();
  });

  test("a boolean stream returns the union operations.CreateChatCompletionResponse", () => {
    expectTypeOf(client.chat.complete({ messages, stream: flag })).resolves.toEqualTypeOf<Either>();
    expectTypeOf(client.chat.complete({ messages, stream: maybe })).resolves.toEqualTypeOf<Either>();
    expectTypeOf(client.chat.complete(params)).resolves.toEqualTypeOf<Either>();
    expectTypeOf<operations.CreateChatCompletionResponse>().toEqualTypeOf<Either>();
    expectTypeOf<operations.CreateChatCompletionRequest>().toEqualTypeOf<ChatCompletionCreateParams>();
    expectTypeOf<models.ChatCompletion>().toEqualTypeOf<ChatCompletion>();
  });

  test('"choices" in the result narrows to a completion or a stream', async () => {
    const result = await client.chat.complete({ messages, stream: flag });
    if ("choices" in result) expectTypeOf(result).toEqualTypeOf<ChatCompletion>();
    else expectTypeOf(result).toEqualTypeOf<Stream>();
  });

  test("withResponse() keeps the type of the value", () => {
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
  test("chatComplete narrows to the Result of a completion, a stream or either", () => {
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

  test("chatComplete accepts an OpenRouter or an OpenRouterCore, and nothing else", () => {
    expectTypeOf(chatComplete(client, { messages })).resolves.toEqualTypeOf<
      Result<ChatCompletion, ChatCompleteError>
    >();
    // @ts-expect-error -- not a client of this package
    expectTypeOf(chatComplete({}, { messages })).toBeObject();
    // @ts-expect-error -- options are not a client
    expectTypeOf(chatComplete({ apiKey: "key" }, { messages })).toBeObject();
  });
});

describe("a Result narrows by ok", () => {
  test("a Result narrows to the value or to the error", async () => {
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
  test("a stream can be iterated, disposed of, canceled and converted to a ReadableStream of chunks", async () => {
    await using stream = await client.chat.complete({ messages, stream: true });
    for await (const chunk of stream) expectTypeOf(chunk).toEqualTypeOf<ChatCompletionChunk>();
    expectTypeOf(stream.toReadableStream()).toEqualTypeOf<ReadableStream<ChatCompletionChunk>>();
    expectTypeOf(stream.cancel()).toEqualTypeOf<Promise<void>>();
    expectTypeOf(stream).toExtend<AsyncIterable<ChatCompletionChunk>>();
    expectTypeOf(stream).toExtend<AsyncDisposable>();
  });

  test("a stream is narrowed by its class or its methods", async () => {
    const result = await client.chat.complete({ messages, stream: flag });
    if ("choices" in result) expectTypeOf(result).toEqualTypeOf<ChatCompletion>();
    if (result instanceof EventStream) expectTypeOf(result).toEqualTypeOf<Stream>();
    else expectTypeOf(result).toEqualTypeOf<ChatCompletion>();
  });
});
