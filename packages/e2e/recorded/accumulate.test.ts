import { OpenRouterCore } from "@org/sdk";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import { toAssistantMessage } from "@org/sdk/funcs/toAssistantMessage.js";
import type { ChatCompletionChunk, ChatCompletionCreateParams } from "@org/sdk/models";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { startReplayServer, type ReplayServer } from "@org/test-server/replay-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExchanges, partsOf, type Exchange } from "./exchanges.ts";
import { validatorFor } from "../spec/create-validator.ts";
import { fold } from "./expected-completion.ts";

const isStream = ({ response }: Exchange) => response.headers["content-type"]?.startsWith("text/event-stream") === true;
const chunksOf = (exchange: Exchange) =>
  partsOf(exchange)
    .slice(1)
    .map(({ value }) => value as unknown as ChatCompletionChunk);

describe("recorded streams, put together", () => {
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

  const [failed, whole] = [true, false].map((isFailed) =>
    loadExchanges().filter((each) => isStream(each) && chunksOf(each).some(({ error }) => error) === isFailed),
  );

  test.for(whole ?? [])("$name is the completion that the chunks amount to", async (exchange) => {
    const chunks = chunksOf(exchange);
    const completion = await play(exchange).finalCompletion();
    expect(completion).toEqual(fold(chunks));
    expect(validatorFor("ChatCompletion")(completion as never)).toEqual([]);
    expect(validatorFor("ChatCompletionAssistantMessageParam")(toAssistantMessage(completion) as never)).toEqual([]);
  });

  test.for(whole ?? [])("$name has the same texts when it is read as texts", async (exchange) => {
    const said = { textStream: "", reasoningStream: "" };
    for (const key of ["textStream", "reasoningStream"] as const) {
      for await (const text of play(exchange)[key]) said[key] += text;
    }
    const { content, reasoning } = fold(chunksOf(exchange)).choices[0]?.message ?? {};
    expect(said).toEqual({ textStream: content ?? "", reasoningStream: reasoning ?? "" });
  });

  test.for(failed ?? [])("$name fails with what had come as partial", async (exchange) => {
    const stream = play(exchange);
    const error: unknown = await stream.finalCompletion().catch((thrown: unknown) => thrown);
    if (!ChatCompletionError.isInstance(error)) throw error;
    expect(error.partial).toEqual(fold(chunksOf(exchange)).choices);
  });

  test("there are some of both kinds", () => {
    expect([failed?.length, whole?.length]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Math.min(failed?.length ?? 0, whole?.length ?? 0)).toBeGreaterThan(0);
  });
});
