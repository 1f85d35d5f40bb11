import { OpenRouter } from "@org/sdk";
import type { ChatCompletionChunk, ChatCompletionCreateParams } from "@org/sdk/models";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { type ReceivedRequest, type ReplayServer, startReplayServer } from "@org/test-server/replay-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createValidator } from "../spec/create-validator.ts";
import { type Exchange, type ExchangePart, getParts, loadExchanges } from "./exchanges.ts";

interface ReplayResult {
  readonly received: readonly ReceivedRequest[];
  readonly value?: unknown;
  readonly chunks?: readonly ChatCompletionChunk[];
  readonly error?: unknown;
}

describe("a recorded exchange through the SDK", () => {
  let server: ReplayServer | undefined;
  beforeAll(async () => {
    server = await startReplayServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** Sends the recorded request and reads the recorded response. */
  async function play(exchange: Exchange): Promise<ReplayResult> {
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

  test.for(loadExchanges())("sends the request and returns the response of $name", async (exchange) => {
    const parts = getParts(exchange);
    for (const { component, value } of parts) expect(createValidator(component)(value)).toEqual([]);

    const { received, value, chunks, error } = await play(exchange);

    expect(received.map(({ path }) => path)).toEqual(["/api/v1/chat/completions"]);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual(exchange.request.body);
    const responseParts = parts.slice(1);
    const errorIndex = responseParts.findIndex(isError);
    if (errorIndex !== -1) {
      const expected = responseParts[errorIndex]?.value as { error: object };
      if (!ChatCompletionError.isInstance(error)) throw error;
      expect(error.error).toEqual(expected.error);
      expect(JSON.parse(error.body)).toEqual(expected);
      expect(error.statusCode).toBe(exchange.response.status === 200 ? error.error.code : exchange.response.status);
    } else expect(error).toBeUndefined();
    if (chunks)
      expect(chunks).toEqual(
        responseParts.slice(0, errorIndex === -1 ? undefined : errorIndex).map((part) => part.value),
      );
    else expect(value).toEqual(responseParts[0]?.value);
  });
});

function isError({ value }: ExchangePart): boolean {
  return Boolean((value as { error?: unknown }).error);
}
