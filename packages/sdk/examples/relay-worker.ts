// Cloudflare Workers: a module that streams to the browser, which reads it with `readRelay(fetch("/chat", …))`.
// wrangler secret put OPENROUTER_API_KEY; wrangler deploy
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { relay } from "@org/sdk/relay.js";

interface Environment {
  readonly OPENROUTER_API_KEY: string;
}

export default {
  async fetch(request: Request, { OPENROUTER_API_KEY: apiKey }: Environment): Promise<Response> {
    if (request.method !== "POST") return new Response("Ask with POST", { status: 405, headers: { allow: "POST" } });
    const openRouter = new OpenRouter({ apiKey });
    // The browser sends the messages; the server sets the model and its limits.
    const { messages } = (await request.json()) as Pick<ChatCompletionCreateParams, "messages">;
    const model = "openai/gpt-5-mini";
    return relay((signal) => openRouter.chat.complete({ model, messages, stream: true, max_tokens: 500 }, { signal }), {
      // The browser may receive a general message; this is the error itself.
      onError: (error) => console.error(error),
    });
  },
};
