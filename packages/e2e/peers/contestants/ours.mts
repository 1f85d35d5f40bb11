import { OpenRouter, OpenRouterCore, type RequestOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { OpenRouterError } from "@org/sdk/models/errors";
import type { CallOptions, ChatRequest, Contestant } from "../contestant.ts";

export const contestant: Contestant = {
  async complete({ model, messages, unknown }, options) {
    const value = await client(options).chat.complete(
      { model, messages },
      { ...callOptions(options), ...extra(unknown) },
    );
    return { text: value.choices[0]?.message.content ?? "", value };
  },

  async stream({ model, messages, unknown }, options) {
    const stream = await client(options).chat.complete(
      { model, messages, stream: true },
      { ...callOptions(options), ...extra(unknown) },
    );
    return (async function* () {
      for await (const value of stream) yield { text: value.choices[0]?.delta.content ?? "", value };
    })();
  },

  async result(request, { url, apiKey, signal }) {
    const core = new OpenRouterCore({ serverURL: url, apiKey, retryConfig: { strategy: "none" } });
    return chatComplete(core, request as ChatCompletionCreateParams, { signal });
  },

  statusOf: (error) => (OpenRouterError.isInstance(error) ? error.statusCode : undefined),
  history: "ours.mts",
};

function client({ url, apiKey = "sk" }: CallOptions): OpenRouter {
  return new OpenRouter({ serverURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, idleTimeoutMs, signal }: CallOptions): RequestOptions {
  return { timeoutMs, idleTimeoutMs, signal, retries: retries && { strategy: retries } };
}

function extra(unknown: ChatRequest["unknown"]): RequestOptions {
  return { extraBody: unknown };
}
