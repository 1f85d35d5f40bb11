// A completion and its cost.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter(); // reads OPENROUTER_API_KEY

const completion = await openRouter.chat.complete({
  model: "openai/gpt-5-mini",
  messages: [
    { role: "system", content: "Answer in one sentence." },
    { role: "user", content: "Name three rivers that cross Vienna." },
  ],
});

console.log(completion.choices[0]?.message.content);
console.log(`${completion.usage?.total_tokens} tokens, $${completion.usage?.cost}, by ${completion.provider}`);
