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
    const [choice] = value.choices;
    failOn(choice?.finishReason);
    return { text: textOf(choice?.message.content), value };
  },

  async stream({ model, messages, unknown }, options) {
    const chatRequest = { model, messages: [...messages], stream: true as const, ...unknown };
    const stream = await client(options).chat.send({ chatRequest }, callOptions(options));
    if ("choices" in stream) throw new Error("No stream, and one was asked for");
    return (async function* () {
      for await (const value of stream) {
        const [choice] = value.choices;
        yield { text: textOf(choice?.delta.content), value };
        failOn(choice?.finishReason);
      }
    })();
  },

  async completeWith({ model, messages }, options) {
    const openRouter = new OpenRouter({ apiKey: "sk", retryConfig: { strategy: "none" }, ...options });
    const value = await openRouter.chat.send({ chatRequest: { model, messages: [...messages] } });
    if (!("choices" in value)) throw new Error("A stream, and none was asked for");
    return { text: textOf(value.choices[0]?.message.content), value };
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
    // It takes no number of retries; its default is to go on for an hour.
    ...(retries === "none" && { retries: { strategy: retries } }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  };
}

/** Its types name `error` among the reasons. */
function failOn(finishReason: string | null | undefined): void {
  if (finishReason === "error") throw new Error("finishReason is error");
}

function textOf(content: unknown): string {
  return typeof content === "string" ? content : "";
}
