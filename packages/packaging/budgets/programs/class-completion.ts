import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();
const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
console.log(completion.choices[0]?.message.content);
