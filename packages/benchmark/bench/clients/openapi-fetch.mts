import { createParser } from "eventsource-parser";
import createClient from "openapi-fetch";
import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

interface Paths {
  "/chat/completions": {
    post: {
      requestBody: { content: { "application/json": object } };
      responses: { 200: { content: { "application/json": { choices: { message: { content: string } }[] } } } };
    };
  };
}
interface Chunk {
  choices: { delta: { content: string } }[];
}

/** A client without an SDK, as it can be written in an afternoon. */
export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const client = createClient<Paths>({
    baseUrl: url,
    fetch: (input) => fetch(input),
    headers: { authorization: `Bearer ${apiKey}` },
  });

  async function open(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const body = { ...request, stream: true };
    const { data, response } = await client.POST("/chat/completions", { body, parseAs: "stream" });
    if (!data) throw new Error(`Unexpected status ${response.status}`);
    return data.getReader();
  }
  return {
    async complete() {
      const { data, response } = await client.POST("/chat/completions", { body: request });
      if (!data) throw new Error(`Unexpected status ${response.status}`);
      return data.choices[0]?.message.content ?? "";
    },

    async stream(onText) {
      const reader = await open();
      const decoder = new TextDecoder();
      const parser = createParser({
        onEvent({ data }) {
          if (data !== "[DONE]") onText((JSON.parse(data) as Chunk).choices[0]?.delta.content ?? "");
        },
      });
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        parser.feed(decoder.decode(value, { stream: true }));
      }
    },

    async openStream() {
      const reader = await open();
      await reader.read();
      return reader;
    },
  };
};
