import { OpenRouter } from "@org/sdk";
import type { ChatCompletionChunk, ChatCompletionCreateParams } from "@org/sdk/models";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { startReplayServer, type ReceivedRequest, type ReplayServer } from "@org/test-server/replay-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExchanges, partsOf, type Exchange, type ExchangePart } from "./exchanges.ts";
import { validatorFor } from "../spec/create-validator.ts";

interface Played {
  readonly received: readonly ReceivedRequest[];
  readonly value?: unknown;
  readonly chunks?: readonly ChatCompletionChunk[];
  readonly error?: unknown;
}

describe("recorded exchanges through the SDK", () => {
  let server: ReplayServer | undefined;
  beforeAll(async () => {
    server = await startReplayServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** Sends the recorded request and takes in the recorded answer. */
  async function play(exchange: Exchange): Promise<Played> {
    if (!server) throw new Error("The replay server is not running");
    const received = server.play(exchange);
    const sdk = new OpenRouter({ apiKey: "sk-or-v1-replay", serverURL: server.url, retryConfig: { strategy: "none" } });
    const chunks: ChatCompletionChunk[] = [];
    try {
      const value = await sdk.chat.complete(exchange.request.body as unknown as ChatCompletionCreateParams);
      if (!(Symbol.asyncIterator in value)) return { received, value };
      for await (const chunk of value) chunks.push(chunk);
      return { received, chunks };
    } catch (error) {
      return { received, chunks, error };
    }
  }

  test.for(loadExchanges())("$name", async (exchange) => {
    const parts = partsOf(exchange);
    for (const { component, value } of parts) expect(validatorFor(component)(value)).toEqual([]);

    const { received, value, chunks, error } = await play(exchange);

    expect(received.map(({ path }) => path)).toEqual(["/api/v1/chat/completions"]);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual(exchange.request.body);
    const answers = parts.slice(1);
    const failed = answers.findIndex(isError);
    if (failed !== -1) {
      const expected = answers[failed]?.value as { error: object };
      if (!ChatCompletionError.isInstance(error)) throw error;
      expect(error.error).toEqual(expected.error);
      expect(JSON.parse(error.body)).toEqual(expected);
      expect(error.statusCode).toBe(exchange.response.status === 200 ? error.error.code : exchange.response.status);
    } else expect(error).toBeUndefined();
    if (chunks) expect(chunks).toEqual(answers.slice(0, failed === -1 ? undefined : failed).map((part) => part.value));
    else expect(value).toEqual(answers[0]?.value);
  });
});

function isError({ value }: ExchangePart): boolean {
  return Boolean((value as { error?: unknown }).error);
}
