import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import {
  APICallError,
  generateText,
  jsonSchema,
  RetryError,
  stepCountIs,
  StreamProviderError,
  streamText,
  tool,
} from "ai";
import type { CallOptions, ChatRequest, Client } from "../client.ts";

export const client: Client = {
  async complete(request, options) {
    const { timeoutMs } = options;
    const result = await generateText({
      ...callOptions(request, options),
      ...(timeoutMs !== undefined && { timeout: { stepMs: timeoutMs } }),
      include: { responseBody: true },
    });
    if (result.finishReason === "error") throw new Error("finishReason is error");
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
      // The documentation describes these parts as the ends of a stream; none of them is thrown.
      for await (const part of result.fullStream) {
        if (part.type === "error") throw part.error;
        if (part.type === "abort") throw new Error("aborted");
        if (part.type === "finish" && part.finishReason === "error") throw new Error("finishReason is error");
        if (part.type === "text-delta") yield { text: part.text, value: undefined };
        if (part.type === "raw") yield { text: "", value: part.rawValue };
      }
    })();
  },

  async accumulate(request, options) {
    const result = streamText({
      ...callOptions(request, options),
      tools: { lookUp: tool({ inputSchema }) },
      onError: () => {},
    });
    const [text, toolCalls, response, finishReason] = await Promise.all([
      result.text,
      result.toolCalls,
      result.response,
      result.finishReason,
    ]);
    return {
      text,
      toolCalls: toolCalls.map(({ toolName, input }) => ({ name: toolName, args: input })),
      id: response.id,
      model: response.modelId,
      finishReason,
    };
  },

  async runTool(request, options, execute) {
    const result = await generateText({
      ...callOptions(request, options),
      tools: { lookUp: tool({ inputSchema, execute }) },
      stopWhen: stepCountIs(5),
    });
    return { text: result.text, value: result.response.body };
  },

  async completeWith({ model, messages }, options) {
    const openRouter = createOpenRouter({ apiKey: "sk", ...options });
    const result = await generateText({ model: openRouter.chat(model), messages: [...messages], maxRetries: 0 });
    return { text: result.text, value: result.response.body };
  },

  getStatus(error) {
    const last = RetryError.isInstance(error) ? error.lastError : error;
    return APICallError.isInstance(last) || StreamProviderError.isInstance(last) ? last.statusCode : undefined;
  },
  history: "ai-sdk.mts",
};

const inputSchema = jsonSchema<unknown>({ type: "object", properties: {} });

function callOptions({ model, messages, unknown }: ChatRequest, { url, apiKey = "sk", retries, signal }: CallOptions) {
  const openRouter = createOpenRouter({ baseURL: url, apiKey });
  return {
    model: openRouter.chat(model, { extraBody: { ...unknown } }),
    messages: [...messages],
    ...(retries && { maxRetries: retries === "none" ? 0 : 100 }),
    ...(signal && { abortSignal: signal }),
  };
}
