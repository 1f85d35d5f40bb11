import { OpenRouter } from "@org/sdk";
import type { ChatCompletionMessageParam } from "@org/sdk/models";

const client = new OpenRouter();
const messages: ChatCompletionMessageParam[] = [];
for (const question of ["What is the capital of Austria?", "And its river?"]) {
  messages.push({ role: "user", content: question });
  const response = await client.chat.complete({ model: "test/model-1", messages });
  const message = response.choices[0]?.message;
  if (message) messages.push(message);
}
