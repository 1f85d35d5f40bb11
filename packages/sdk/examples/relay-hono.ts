// Hono: a route that streams to the browser, which reads it with `readRelay(fetch("/chat", …))`.
// npm install hono @hono/node-server; node relay-hono.ts
import { serve } from "@hono/node-server";
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { relay } from "@org/sdk/relay.js";
import { Hono } from "hono";

const openRouter = new OpenRouter();
const app = new Hono();

app.post("/chat", async (context) => {
  // The browser sends the messages; the server sets the model and its limits.
  const { messages } = await context.req.json<Pick<ChatCompletionCreateParams, "messages">>();
  const model = "openai/gpt-5-mini";
  return relay((signal) => openRouter.chat.complete({ model, messages, stream: true, max_tokens: 500 }, { signal }), {
    // The browser may receive a general message; this is the error itself.
    onError: (error) => console.error(error),
  });
});

serve({ fetch: app.fetch, port: Number(process.env["PORT"] ?? 3000), hostname: "127.0.0.1" }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
