import { OpenRouterCore } from "@openrouter/sdk/core.js";
import { chatSend } from "@openrouter/sdk/funcs/chatSend.js";
import { HTTPClient } from "@openrouter/sdk/lib/http.js";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, { model, messages }) => {
  const fetcher = (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init);
  const core = new OpenRouterCore({ serverURL: url, httpClient: new HTTPClient({ fetcher }), apiKey });
  const request = { model, messages: [...messages] };

  async function open() {
    const result = await chatSend(core, { chatRequest: { ...request, stream: true } });
    if (!result.ok) throw result.error;
    if ("choices" in result.value) throw new Error("Expected a stream");
    return result.value;
  }
  return {
    async complete() {
      const result = await chatSend(core, { chatRequest: { ...request, stream: false } });
      if (!result.ok) throw result.error;
      if (!("choices" in result.value)) throw new Error("Expected a completion");
      return String(result.value.choices[0]?.message.content);
    },

    async stream(onText) {
      for await (const chunk of await open()) onText(chunk.choices[0]?.delta.content ?? "");
    },

    async openStream() {
      const iterator = (await open())[Symbol.asyncIterator]();
      await iterator.next();
      return iterator;
    },
  };
};
