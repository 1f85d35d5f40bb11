import { OpenRouter } from "@org/sdk";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const openRouter = new OpenRouter({ serverURL: url, fetch, apiKey });
  return {
    async complete() {
      const { choices } = await openRouter.chat.complete(request);
      return choices[0]?.message.content ?? "";
    },

    async stream(onText) {
      const stream = await openRouter.chat.complete({ ...request, stream: true });
      for await (const chunk of stream) onText(chunk.choices[0]?.delta.content ?? "");
    },

    async openStream() {
      const stream = await openRouter.chat.complete({ ...request, stream: true });
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      return iterator;
    },
  };
};
