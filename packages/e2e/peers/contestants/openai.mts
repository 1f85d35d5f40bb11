import OpenAI, { APIError } from "openai";
import type { CallOptions, Contestant } from "../contestant.ts";

export const contestant: Contestant = {
  async complete({ model, messages, unknown }, options) {
    const body = { model, messages: [...messages], ...unknown };
    const value = await client(options).chat.completions.create(body, callOptions(options));
    return { text: value.choices?.[0]?.message.content ?? "", value };
  },

  async stream({ model, messages, unknown }, options) {
    const body = { model, messages: [...messages], stream: true as const, ...unknown };
    const stream = await client(options).chat.completions.create(body, callOptions(options));
    return (async function* () {
      for await (const value of stream) yield { text: value.choices?.[0]?.delta.content ?? "", value };
    })();
  },

  statusOf: (error) => (error instanceof APIError ? error.status : undefined),
  history: "openai.mts",
};

function client({ url, apiKey = "sk" }: CallOptions): OpenAI {
  return new OpenAI({ baseURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, signal }: CallOptions): OpenAI.RequestOptions {
  return {
    ...(retries && { maxRetries: 0 }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    ...(signal && { signal }),
  };
}
