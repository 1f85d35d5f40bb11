import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { APICallError, generateText, RetryError, StreamProviderError, streamText } from "ai";
import type { CallOptions, ChatRequest, Contestant } from "../contestant.ts";

export const contestant: Contestant = {
  async complete(request, options) {
    const { timeoutMs } = options;
    const result = await generateText({
      ...callOptions(request, options),
      ...(timeoutMs !== undefined && { timeout: { stepMs: timeoutMs } }),
      include: { responseBody: true },
    });
    return { text: result.text, value: result.response.body };
  },

  async stream(request, options) {
    const { timeoutMs, idleTimeoutMs } = options;
    const result = streamText({
      ...callOptions(request, options),
      timeout: {
        ...(timeoutMs !== undefined && { firstChunkMs: timeoutMs }),
        ...(idleTimeoutMs !== undefined && { chunkMs: idleTimeoutMs }),
      },
      includeRawChunks: true,
      onError: () => {},
    });
    return (async function* () {
      // The ends that its documentation names for a stream: both are parts, and neither is thrown.
      for await (const part of result.fullStream) {
        if (part.type === "error") throw part.error;
        if (part.type === "abort") throw new Error("aborted");
        if (part.type === "text-delta") yield { text: part.text, value: undefined };
        if (part.type === "raw") yield { text: "", value: part.rawValue };
      }
    })();
  },

  statusOf(error) {
    const last = RetryError.isInstance(error) ? error.lastError : error;
    return APICallError.isInstance(last) || StreamProviderError.isInstance(last) ? last.statusCode : undefined;
  },
  history: "ai-sdk.mts",
};

function callOptions({ model, messages, unknown }: ChatRequest, { url, apiKey = "sk", retries, signal }: CallOptions) {
  const openRouter = createOpenRouter({ baseURL: url, apiKey });
  return {
    model: openRouter.chat(model, { extraBody: { ...unknown } }),
    messages: [...messages],
    ...(retries && { maxRetries: 0 }),
    ...(signal && { abortSignal: signal }),
  };
}
