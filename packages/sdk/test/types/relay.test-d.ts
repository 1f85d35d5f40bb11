import type { ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { assertType, describe, expectTypeOf, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { type EventStream, OpenRouter } from "../../src/index.ts";
import { readRelay, relay } from "../../src/relay.ts";

const client = new OpenRouter();
const messages: ChatCompletionCreateParams["messages"] = [{ role: "user", content: "Hi" }];

describe("relay", () => {
  test("accepts a call, a promise of a stream, a result, and their values", async () => {
    const streamed = { messages, stream: true } as const;
    expectTypeOf(relay((signal) => client.chat.complete(streamed, { signal }))).toEqualTypeOf<Response>();
    expectTypeOf(relay((signal) => chatComplete(client, streamed, { signal }))).toEqualTypeOf<Response>();
    expectTypeOf(relay(client.chat.complete(streamed))).toEqualTypeOf<Response>();
    expectTypeOf(relay(await client.chat.complete(streamed))).toEqualTypeOf<Response>();
    expectTypeOf(relay(chatComplete(client, streamed))).toEqualTypeOf<Response>();
    expectTypeOf(relay(await chatComplete(client, streamed))).toEqualTypeOf<Response>();
  });

  test("rejects a completion, other streams, and unknown options", async () => {
    // @ts-expect-error -- not a stream
    assertType(relay(() => client.chat.complete({ messages })));
    // @ts-expect-error -- not a stream
    assertType(relay(await client.chat.complete({ messages })));
    // @ts-expect-error -- a stream of bytes
    assertType(relay(new Blob().stream()));
    // @ts-expect-error -- misspelled
    assertType(relay(client.chat.complete({ messages, stream: true }), { keepaliveMs: 1 }));
    // @ts-expect-error -- onError must not be asynchronous
    assertType(relay(client.chat.complete({ messages, stream: true }), { onError: async () => {} }));
  });
});

describe("readRelay", () => {
  test("returns the stream of a call", () => {
    expectTypeOf(readRelay(fetch("/ask"))).resolves.toEqualTypeOf<EventStream<ChatCompletionChunk>>();
    expectTypeOf(readRelay(new Response())).resolves.toEqualTypeOf<EventStream<ChatCompletionChunk>>();
    // @ts-expect-error -- nothing is retried
    void readRelay(fetch("/ask"), { retries: { strategy: "none" } });
  });
});
