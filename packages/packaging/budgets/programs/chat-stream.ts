import { OpenRouterCore } from "@org/sdk/core.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";

const stream = chatStream(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }] });
for await (const text of stream.textStream) console.log(text);
console.log(await stream.finalCompletion());
