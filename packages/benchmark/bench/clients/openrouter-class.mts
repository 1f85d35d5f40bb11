import { HTTPClient, OpenRouter } from "@openrouter/sdk";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

export const createCaller: CallerFactory = ({ url, fetch }, { model, messages }) => {
  const fetcher = (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init);
  const openRouter = new OpenRouter({ serverURL: url, httpClient: new HTTPClient({ fetcher }), apiKey });
  const request = { model, messages: [...messages] };

  async function open() {
    const stream = await openRouter.chat.send({ chatRequest: { ...request, stream: true } });
    if ("choices" in stream) throw new Error("Expected a stream");
    return stream;
  }
  return {
    async complete() {
      const completion = await openRouter.chat.send({ chatRequest: { ...request, stream: false } });
      if (!("choices" in completion)) throw new Error("Expected a completion");
      return String(completion.choices[0]?.message.content);
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
