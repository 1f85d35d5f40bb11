import { OpenRouter } from "@openrouter/sdk";
import { OpenRouterCore } from "@openrouter/sdk/core.js";
import { chatSend } from "@openrouter/sdk/funcs/chatSend.js";
import type { RequestOptions } from "@openrouter/sdk/lib/sdks.js";
import { OpenRouterError } from "@openrouter/sdk/models/errors/openroutererror.js";
import type { SendChatCompletionRequestRequest } from "@openrouter/sdk/models/operations/sendchatcompletionrequest.js";
import type { CallOptions, Client } from "../client.ts";

export const client: Client = {
  async complete({ model, messages, unknown }, options) {
    const chatRequest = { model, messages: [...messages], ...unknown };
    const value = await createClient(options).chat.send({ chatRequest }, callOptions(options));
    if (!("choices" in value)) throw new Error("Expected a completion, got a stream");
    const [choice] = value.choices;
    checkFinishReason(choice?.finishReason);
    return { text: getText(choice?.message.content), value };
  },

  async stream({ model, messages, unknown }, options) {
    const chatRequest = { model, messages: [...messages], stream: true as const, ...unknown };
    const stream = await createClient(options).chat.send({ chatRequest }, callOptions(options));
    if ("choices" in stream) throw new Error("Expected a stream, got a completion");
    return (async function* () {
      for await (const value of stream) {
        const [choice] = value.choices;
        yield { text: getText(choice?.delta.content), value };
        checkFinishReason(choice?.finishReason);
      }
    })();
  },

  async completeWith({ model, messages }, options) {
    const openRouter = new OpenRouter({ apiKey: "sk", retryConfig: { strategy: "none" }, ...options });
    const value = await openRouter.chat.send({ chatRequest: { model, messages: [...messages] } });
    if (!("choices" in value)) throw new Error("Expected a completion, got a stream");
    return { text: getText(value.choices[0]?.message.content), value };
  },

  completeSafely(request, { url, apiKey, signal }) {
    const core = new OpenRouterCore({ serverURL: url, apiKey, retryConfig: { strategy: "none" } });
    const chatRequest = request as SendChatCompletionRequestRequest["chatRequest"];
    return chatSend(core, { chatRequest }, signal && { signal });
  },

  getStatus: (error) => (error instanceof OpenRouterError ? error.statusCode : undefined),
  history: "openrouter-sdk.mts",
};

function createClient({ url, apiKey = "sk" }: CallOptions): OpenRouter {
  return new OpenRouter({ serverURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, signal }: CallOptions): RequestOptions {
  return {
    // The number of retries cannot be set; by default, it retries for an hour.
    ...(retries === "none" && { retries: { strategy: retries } }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  };
}

/** Throws for the finish reason `error`, which its types document. */
function checkFinishReason(finishReason: string | null | undefined): void {
  if (finishReason === "error") throw new Error("finishReason is error");
}

function getText(content: unknown): string {
  return typeof content === "string" ? content : "";
}
