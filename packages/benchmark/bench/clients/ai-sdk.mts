import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { generateText, streamText } from "ai";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, { model: id, messages }) => {
  const model = createOpenRouter({ baseURL: url, fetch, apiKey }).chat(id);
  const system = messages.find(({ role }) => role === "system")?.content ?? "";
  const prompt = messages.find(({ role }) => role === "user")?.content ?? "";
  return {
    async complete() {
      return (await generateText({ model, system, prompt })).text;
    },

    async stream(onText) {
      for await (const text of streamText({ model, system, prompt }).textStream) onText(text);
    },

    async openStream() {
      const iterator = streamText({ model, system, prompt }).textStream[Symbol.asyncIterator]();
      await iterator.next();
      return iterator;
    },
  };
};
