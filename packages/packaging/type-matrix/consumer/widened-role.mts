import { OpenRouter } from "@org/sdk";

// `role` is widened to string. The error must name it instead of a field of another message type.
const messages = [{ role: "user", content: "Hello" }];

void new OpenRouter().chat.complete({ messages });
