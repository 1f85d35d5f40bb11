import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const core = new OpenRouterCore({ serverURL: url, fetch, apiKey });

  async function open() {
    const result = await chatComplete(core, { ...request, stream: true });
    if (!result.ok) throw result.error;
    return result.value;
  }
  return {
    async complete() {
      const result = await chatComplete(core, request);
      if (!result.ok) throw result.error;
      return result.value.choices[0]?.message.content ?? "";
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
