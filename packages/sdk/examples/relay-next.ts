// Next.js: app/chat/route.ts, which a component reads with `readRelay(fetch("/chat", …))`. Any framework whose routes
// take a Request and return a Response works the same.
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { relay } from "@org/sdk/relay.js";

const openRouter = new OpenRouter();

export async function POST(request: Request): Promise<Response> {
  // The browser sends the messages; the server sets the model and its limits.
  const { messages } = (await request.json()) as Pick<ChatCompletionCreateParams, "messages">;
  const model = "openai/gpt-5-mini";
  return relay((signal) => openRouter.chat.complete({ model, messages, stream: true, max_tokens: 500 }, { signal }), {
    // The browser may receive a general message; this is the error itself.
    onError: (error) => console.error(error),
  });
}
