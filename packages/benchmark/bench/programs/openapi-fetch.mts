import { createParser } from "eventsource-parser";
import createClient from "openapi-fetch";

interface Paths {
  "/chat/completions": {
    post: {
      requestBody: { content: { "application/json": object } };
      responses: { 200: { content: { "application/json": { choices: object[] } } } };
    };
  };
}
interface Chunk {
  choices: { delta: { content?: string | null } }[];
}

const client = createClient<Paths>({
  baseUrl: "https://openrouter.ai/api/v1",
  headers: { authorization: "Bearer sk" },
});
const { data } = await client.POST("/chat/completions", {
  body: { messages: [{ role: "user", content: "Hello" }], stream: true },
  parseAs: "stream",
});
const parser = createParser({
  onEvent({ data: text }) {
    if (text !== "[DONE]") console.log((JSON.parse(text) as Chunk).choices[0]?.delta.content);
  },
});
const decoder = new TextDecoder();
const reader = data?.getReader();
for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
  parser.feed(decoder.decode(read.value, { stream: true }));
}
