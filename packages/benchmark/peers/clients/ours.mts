import { OpenRouter, OpenRouterCore, type RequestOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete";
import { chatStream } from "@org/sdk/funcs/chatStream";
import { chatTools, tool } from "@org/sdk/funcs/chatTools";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { OpenRouterError } from "@org/sdk/models/errors";
import type { CallOptions, ChatRequest, Client } from "../client.ts";

export const client: Client = {
  async complete({ model, messages, unknown }, options) {
    const value = await createClient(options).chat.complete(
      { model, messages },
      { ...callOptions(options), ...toExtraBody(unknown) },
    );
    return { text: value.choices[0]?.message.content ?? "", value };
  },

  async stream({ model, messages, unknown }, options) {
    const stream = await createClient(options).chat.complete(
      { model, messages, stream: true },
      { ...callOptions(options), ...toExtraBody(unknown) },
    );
    return (async function* () {
      for await (const value of stream) yield { text: value.choices[0]?.delta.content ?? "", value };
    })();
  },

  async accumulate({ model, messages }, options) {
    const tools = [tool({ name: "lookUp", execute: () => "" })];
    const stream = chatStream(createClient(options), { model, messages, tools }, callOptions(options));
    const { id, model: usedModel, choices } = await stream.finalCompletion();
    const [choice] = choices;
    const toolCalls = choice?.message.tool_calls ?? [];
    return {
      text: await stream.finalText(),
      toolCalls: toolCalls.map(({ function: { name, arguments: args } }) => ({ name, args: JSON.parse(args) })),
      id,
      model: usedModel,
      finishReason: choice?.finish_reason ?? null,
    };
  },

  async runTool({ model, messages }, options, execute) {
    const tools = [tool({ name: "lookUp", execute })];
    const result = await chatTools(createClient(options), { model, messages, tools }, callOptions(options));
    if (!result.ok) throw result.error;
    return { text: result.value.choices[0]?.message.content ?? "", value: result.value };
  },

  async completeWith({ model, messages }, options) {
    const value = await new OpenRouter({ apiKey: "sk", ...options }).chat.complete({ model, messages });
    return { text: value.choices[0]?.message.content ?? "", value };
  },

  async completeSafely(request, { url, apiKey, signal }) {
    const core = new OpenRouterCore({ serverURL: url, apiKey, retryConfig: { strategy: "none" } });
    return chatComplete(core, request as ChatCompletionCreateParams, { signal });
  },

  getStatus: (error) => (OpenRouterError.isInstance(error) ? error.statusCode : undefined),
  history: "ours.mts",
};

const retryConfigs = { none: { strategy: "none" }, many: { strategy: "backoff", maxRetries: 100 } } as const;

function createClient({ url, apiKey = "sk" }: CallOptions): OpenRouter {
  return new OpenRouter({ serverURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, idleTimeoutMs, signal }: CallOptions): RequestOptions {
  return { timeoutMs, idleTimeoutMs, signal, ...(retries && { retries: retryConfigs[retries] }) };
}

function toExtraBody(unknown: ChatRequest["unknown"]): RequestOptions {
  return { extraBody: unknown };
}
