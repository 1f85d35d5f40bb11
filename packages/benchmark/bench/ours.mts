import type { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { Caller } from "./client.mts";
import type { ChatRequest } from "./request.mts";

/** Creates the calls of our function with a client. */
export function createFunctionCaller(core: OpenRouterCore, request: ChatRequest): Caller {
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
}
