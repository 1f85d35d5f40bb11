import { OpenRouter } from "@openrouter/sdk";
import type { ChatMessages } from "@openrouter/sdk/models";

const client = new OpenRouter();
const messages: ChatMessages[] = [];
for (const question of ["What is the capital of Austria?", "And its river?"]) {
  messages.push({ role: "user", content: question });
  const response = await client.chat.send({ chatRequest: { model: "test/model-1", messages, stream: false } });
  const message = response.choices[0]?.message;
  if (message) messages.push(message);
}
