import { OpenRouter } from "@openrouter/sdk";
import { OpenRouterCore } from "@openrouter/sdk/core.js";
import { chatSend } from "@openrouter/sdk/funcs/chatSend.js";
import type { RequestOptions } from "@openrouter/sdk/lib/sdks.js";
import { OpenRouterError } from "@openrouter/sdk/models/errors/openroutererror.js";
import type { SendChatCompletionRequestRequest } from "@openrouter/sdk/models/operations/sendchatcompletionrequest.js";
import type { CallOptions, Contestant } from "../contestant.ts";

export const contestant: Contestant = {
  async complete({ model, messages, unknown }, options) {
    const chatRequest = { model, messages: [...messages], ...unknown };
    const value = await client(options).chat.send({ chatRequest }, callOptions(options));
    if (!("choices" in value)) throw new Error("A stream, and none was asked for");
    return { text: textOf(value.choices[0]?.message.content), value };
  },

  async stream({ model, messages, unknown }, options) {
    const chatRequest = { model, messages: [...messages], stream: true as const, ...unknown };
    const stream = await client(options).chat.send({ chatRequest }, callOptions(options));
    if ("choices" in stream) throw new Error("No stream, and one was asked for");
    return (async function* () {
      for await (const value of stream) yield { text: textOf(value.choices[0]?.delta.content), value };
    })();
  },

  result(request, { url, apiKey, signal }) {
    const core = new OpenRouterCore({ serverURL: url, apiKey, retryConfig: { strategy: "none" } });
    const chatRequest = request as SendChatCompletionRequestRequest["chatRequest"];
    return chatSend(core, { chatRequest }, signal && { signal });
  },

  statusOf: (error) => (error instanceof OpenRouterError ? error.statusCode : undefined),
  history: "openrouter-sdk.mts",
};

function client({ url, apiKey = "sk" }: CallOptions): OpenRouter {
  return new OpenRouter({ serverURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, signal }: CallOptions): RequestOptions {
  return {
    ...(retries && { retries: { strategy: retries } }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  };
}

function textOf(content: unknown): string {
  return typeof content === "string" ? content : "";
}
