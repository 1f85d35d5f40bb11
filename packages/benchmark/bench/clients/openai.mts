import OpenAI from "openai";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, { model, messages }) => {
  const { completions } = new OpenAI({ baseURL: url, fetch, apiKey }).chat;
  const request = { model, messages: [...messages] };
  return {
    async complete() {
      const { choices } = await completions.create(request);
      return choices[0]?.message.content ?? "";
    },

    async stream(onText) {
      const stream = await completions.create({ ...request, stream: true });
      for await (const chunk of stream) onText(chunk.choices[0]?.delta.content ?? "");
    },

    async openStream() {
      const stream = await completions.create({ ...request, stream: true });
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      return iterator;
    },
  };
};
