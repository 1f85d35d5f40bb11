import { OpenRouter } from "@org/sdk";

// `role` is widened to string. The error must name it, and not what another kind of message has.
const messages = [{ role: "user", content: "Hello" }];

void new OpenRouter().chat.complete({ messages });
