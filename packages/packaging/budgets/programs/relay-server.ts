import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { relay } from "@org/sdk/relay.js";

const core = new OpenRouterCore();
const messages = [{ role: "user" as const, content: "Hello" }];

export default {
  fetch: (): Response => relay((signal) => chatComplete(core, { messages, stream: true }, { signal })),
};
