import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();
const stream = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }], stream: true });
for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content);
