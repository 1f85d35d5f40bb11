import { OpenRouter } from "@org/sdk";
import { relay } from "@org/sdk/relay.js";

const openRouter = new OpenRouter();
const messages = [{ role: "user" as const, content: "Hello" }];

export default {
  fetch: (): Response => relay((signal) => openRouter.chat.complete({ messages, stream: true }, { signal })),
};
