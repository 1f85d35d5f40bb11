import { OpenRouterCore } from "@org/sdk";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import { toAssistantMessage } from "@org/sdk/funcs/toAssistantMessage.js";
import type { ChatCompletionChunk, ChatCompletionCreateParams } from "@org/sdk/models";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { type ReplayServer, startReplayServer } from "@org/test-server/replay-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createValidator } from "../spec/create-validator.ts";
import { type Exchange, getParts, loadExchanges } from "./exchanges.ts";
import { buildExpectedCompletion } from "./expected-completion.ts";

const isStream = ({ response }: Exchange) => response.headers["content-type"]?.startsWith("text/event-stream") === true;
const getChunks = (exchange: Exchange) =>
  getParts(exchange)
    .slice(1)
    .map(({ value }) => value as unknown as ChatCompletionChunk);

describe("chatStream with recorded streams", () => {
  let server: ReplayServer | undefined;
  beforeAll(async () => {
    server = await startReplayServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  function play(exchange: Exchange) {
    if (!server) throw new Error("The replay server is not running");
    server.play(exchange);
    const core = new OpenRouterCore({ apiKey: "sk-or-v1-replay", serverURL: server.url });
    return chatStream(core, exchange.request.body as unknown as ChatCompletionCreateParams & { stream: true });
  }

  const [failed, complete] = [true, false].map((isFailed) =>
    loadExchanges().filter((each) => isStream(each) && getChunks(each).some(({ error }) => error) === isFailed),
  );

  test.for(complete ?? [])("$name leads to the expected completion", async (exchange) => {
    const chunks = getChunks(exchange);
    const completion = await play(exchange).finalCompletion();
    expect(completion).toEqual(buildExpectedCompletion(chunks));
    expect(createValidator("ChatCompletion")(completion as never)).toEqual([]);
    expect(createValidator("ChatCompletionAssistantMessageParam")(toAssistantMessage(completion) as never)).toEqual([]);
  });

  test.for(complete ?? [])(
    "$name has the texts of the completion in textStream and reasoningStream",
    async (exchange) => {
      const texts = { textStream: "", reasoningStream: "" };
      for (const key of ["textStream", "reasoningStream"] as const) {
        for await (const text of play(exchange)[key]) texts[key] += text;
      }
      const { content, reasoning } = buildExpectedCompletion(getChunks(exchange)).choices[0]?.message ?? {};
      expect(texts).toEqual({ textStream: content ?? "", reasoningStream: reasoning ?? "" });
    },
  );

  test.for(failed ?? [])("$name rejects with the received choices as partial", async (exchange) => {
    const stream = play(exchange);
    const error: unknown = await stream.finalCompletion().catch((thrown: unknown) => thrown);
    if (!ChatCompletionError.isInstance(error)) throw error;
    expect(error.partial).toEqual(buildExpectedCompletion(getChunks(exchange)).choices);
  });

  test("the recordings contain complete and failed streams", () => {
    expect([failed?.length, complete?.length]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Math.min(failed?.length ?? 0, complete?.length ?? 0)).toBeGreaterThan(0);
  });
});
