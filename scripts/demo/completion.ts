import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();

const completion = await openRouter.chat.complete({
  model: "openai/gpt-5-mini",
  messages: [{ role: "user", content: "Name three rivers that cross Vienna." }],
});

console.log(completion.choices[0]?.message.content);
console.log(completion.usage);
